"""The settings: where each value comes from, and what it is when nobody says.

Values come, strongest first, from `CONGTIN_*` variables, from `congtin.toml` in the working folder
(or the file that `CONGTIN_CONFIG` names), and from the defaults here.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from congtin import __version__


class SettingsError(Exception):
    """A setting that cannot be used. Names the setting and where it came from."""


class Settings(BaseSettings):
    """What can be set. Addresses left empty follow from `home`."""

    model_config = SettingsConfigDict(
        env_prefix="CONGTIN_", extra="forbid", validate_default=True, frozen=True
    )

    home: Path = Field(Path("data"), description="folder of everything that is kept")
    database_url: str = Field("", description="catalogue: sqlite:///… or postgresql://…")
    search_url: str = Field(
        "", description="index: tantivy:///folder or http(s)://host:9200,host2:9200"
    )
    search_ca: Path | None = Field(
        None, description="Elasticsearch: certificates (PEM) of who signed its own"
    )
    search_api_key: SecretStr = Field(
        SecretStr(""),
        description="Elasticsearch: API key, in place of user and password in the URL",
    )
    search_shards: int = Field(
        1, ge=1, le=1024, description="Elasticsearch: shards of an index that is built from now on"
    )
    search_replicas: int | Literal["auto"] = Field(
        "auto",
        description="Elasticsearch: copies of each shard; auto: 1 if there are several nodes",
    )
    search_patience: float = Field(
        1800.0, ge=0, description="seconds that indexing waits for Elasticsearch when it is gone"
    )
    archive_url: str = Field("", description="WARC files: a folder, or any fsspec URL")
    backup_url: str = Field(
        "", description="where backups go that pages ask for: a folder, or any fsspec URL"
    )
    portals_folder: Path = Field(Path(), description="your own portal files (*.toml)")
    warc_max_bytes: int = Field(
        1_000_000_000, ge=1_000_000, description="size at which a new WARC file is begun, bytes"
    )
    attachment_max_bytes: int = Field(
        32 * 1024 * 1024, ge=1, description="size up to which attached files are fetched, bytes"
    )
    max_checks: int = Field(
        200, ge=0, description="known pages looked at again in one crawl of a portal, at most"
    )
    contact: str = Field("", description="address or page named in the User-Agent")
    download_delay: float = Field(
        1.0, ge=0, le=600, description="seconds between requests to one host"
    )
    host: str = Field("127.0.0.1", description="address the UI listens on")
    port: int = Field(8640, ge=0, le=65535, description="port the UI listens on")
    public_address: str = Field(
        "", description="where readers reach the UI (https://tin.example.vn): for feeds and exports"
    )
    schedule_spread: float = Field(
        600.0,
        ge=0,
        le=12 * 3600,
        description="seconds within which portals of one timetable begin one after another",
    )
    job_seconds: float = Field(
        6 * 3600.0, gt=0, description="time that one scheduled crawl may take, seconds"
    )
    job_memory: int = Field(
        2_000_000_000, ge=100_000_000, description="memory that one scheduled crawl may take, bytes"
    )
    keep_jobs: int = Field(
        90, ge=0, description="days for which ended jobs and their logs are kept; 0: for ever"
    )
    keep_backups: int = Field(
        30, ge=0, description="catalogues kept at backup_url, the newest; 0: all"
    )
    smtp_url: str = Field(
        "", description="mail server of alerts: smtp://user:password@host:587 or smtps://…"
    )
    mail_from: str = Field("", description="sender of alerts: Cổng Tin <tin@example.vn>")
    portal_hosts: str = Field(
        "", description="hosts at private addresses that portals added on pages may be at, by comma"
    )
    webhook_hosts: str = Field(
        "", description="hosts at private addresses that webhooks may be at, by comma"
    )
    health_mail: str = Field(
        "", description="addresses that are told when a portal turns unhealthy or well, by comma"
    )
    health_webhook: str = Field("", description="URL that the same is posted to")
    health_secret: SecretStr = Field(
        SecretStr(""), description="what postings to health_webhook are signed with"
    )
    metrics_token: SecretStr = Field(
        SecretStr(""), description="bearer token that /metrics is shown for; empty: to nobody"
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="logs of crawl, serve and the worker: lines of text or of JSON"
    )
    trusted_hosts: str = Field(
        "",
        description="hosts that the UI answers for, by comma; .example.vn: all below; empty: any",
    )
    proxies: int = Field(
        0, ge=0, le=10, description="reverse proxies before the UI that add to X-Forwarded-For"
    )
    limit_search: str = Field(
        "300 per minute", description="searches of one client; empty: no limit; so also below"
    )
    limit_suggest: str = Field("600 per minute", description="suggestions for one client")
    limit_list: str = Field("30 per minute", description="lists of documents looked up, one client")
    limit_export: str = Field(
        "10 per minute; 60 per hour", description="results taken out as files, one client"
    )
    limit_archived: str = Field(
        "1200 per minute", description="archived pages, with their images, for one client"
    )
    limit_storage: str = Field(
        "memory://",
        description="where requests are counted: memory:// (each server process its own), redis://…",
    )

    @field_validator("home", "portals_folder", "search_ca")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return value.expanduser().absolute() if value not in (None, Path()) else value

    @field_validator("public_address")
    @classmethod
    def _whole_site(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or parts.path not in ("", "/")
            or parts.query
            or parts.fragment
            or parts.username
        ):
            raise ValueError("write it as https://host or https://host:port")
        return value.rstrip("/")

    @field_validator("search_replicas")
    @classmethod
    def _so_many(cls, value: int | str) -> int | str:
        if isinstance(value, int) and value < 0:
            raise ValueError("0 or more, or auto")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables before the file, nothing else."""
        file = TomlConfigSettingsSource(settings_cls, config_file())
        return init_settings, env_settings, file

    @field_validator("archive_url")
    @classmethod
    def _known_protocol(cls, value: str) -> str:
        protocol, separator, _ = value.partition("://")
        if separator:
            # imported here: only those who keep their archive elsewhere have to wait for it
            from fsspec.registry import (  # type: ignore[import-untyped]  # it ships no types
                known_implementations,
            )

            if protocol not in (*known_implementations, "file", "local"):
                raise ValueError(f"fsspec knows no {protocol}://")
        return value

    def model_post_init(self, context: Any, /) -> None:
        """Addresses that nobody set lie in `home`."""
        for name, value in {
            "database_url": f"sqlite:///{_in_url(self.home / 'catalogue.sqlite')}",
            "search_url": f"tantivy://{_in_url(self.home / 'index')}",
            "archive_url": str(self.home / "archive"),
            "portals_folder": self.home / "portals",
        }.items():
            if getattr(self, name) in ("", Path()):
                object.__setattr__(self, name, value)
        if not self.public_address:
            object.__setattr__(self, "public_address", web_address(self.host, self.port))
        # What is named by a relative path is meant from here, wherever it is used later.
        if "://" not in self.archive_url:
            object.__setattr__(self, "archive_url", str(Path(self.archive_url).absolute()))
        scheme, slashes, path = self.database_url.partition(":///")
        if scheme.startswith("sqlite") and slashes and not path.startswith("/"):
            object.__setattr__(self, "database_url", f"{scheme}:///{Path(path).absolute()}")

    @property
    def spread(self) -> timedelta:
        """`schedule_spread`, as what reckons with times takes it."""
        return timedelta(seconds=self.schedule_spread)

    @property
    def user_agent(self) -> str:
        """How the crawler names itself, with the contact of whoever runs it."""
        contact = f"; +{self.contact}" if self.contact else ""
        return f"congtin/{__version__} (archive of public news{contact})"


def web_address(host: str, port: int) -> str:
    """The address of what listens there, without a slash at its end."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _in_url(path: Path) -> str:
    """A path as part of a URL: what would end the path is escaped, letters stay readable."""
    return re.sub(r"[%?#]", lambda sign: f"%{ord(sign[0]):02X}", str(path))


def config_file() -> Path:
    """The settings file, whether or not it is there."""
    return Path(os.environ.get("CONGTIN_CONFIG", "congtin.toml")).absolute()


def load_settings(**overrides: Any) -> Settings:
    """The settings in force.

    Raises:
        SettingsError: one of them cannot be used; names it, its value and where it came from.
    """
    if "CONGTIN_CONFIG" in os.environ and not config_file().is_file():
        raise SettingsError(f"CONGTIN_CONFIG names {config_file()}, which is not there")
    try:
        return Settings(**overrides)
    except ValidationError as error:
        told = [
            f"{'.'.join(map(str, e['loc']))} ({origin_of(str(e['loc'][0]), overrides)}): "
            f"{e['msg']}, got {e['input']!r}"
            for e in error.errors()
        ]
        raise SettingsError("; ".join(told)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{config_file()}: not TOML: {error}") from error


def without_password(address: str) -> str:
    """A URL with its password replaced by ***."""
    parts = urlsplit(address)
    if not parts.password:
        return address
    user, host = parts.username or "", parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:***@{host}"))


def origin_of(name: str, overrides: Mapping[str, Any]) -> str:
    """Where the value of a setting comes from, in words."""
    if name in overrides:
        return "command line"
    if f"CONGTIN_{name.upper()}" in {variable.upper() for variable in os.environ}:
        return f"environment CONGTIN_{name.upper()}"
    file = config_file()
    if file.is_file() and name in tomllib.loads(file.read_text(encoding="utf-8")):
        return str(file)
    return "default"
