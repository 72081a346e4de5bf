"""Settings: what is in force and where it comes from."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sqlalchemy import make_url

from congtin.settings import SettingsError, load_settings, without_password
from congtin.settings_in_force import settings_in_force


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "DATABASE_URL", "SEARCH_URL", "ARCHIVE_URL", "PORT", "CONFIG"):
        monkeypatch.delenv(f"CONGTIN_{name}", raising=False)


def origin(name: str, **overrides: str) -> str:
    in_force = settings_in_force(load_settings(**overrides), **overrides)
    return next(setting.origin for setting in in_force if setting.name == name)


def test_everything_lies_in_the_home_by_default(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.home == tmp_path / "data"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/catalogue.sqlite"
    assert settings.search_url == f"tantivy://{tmp_path}/data/index"
    assert settings.archive_url == f"{tmp_path}/data/archive"
    assert settings.portals_folder == tmp_path / "data" / "portals"
    assert origin("home") == "default"


def test_home_moves_what_follows_from_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONGTIN_HOME", "elsewhere")
    assert load_settings().search_url == f"tantivy://{tmp_path}/elsewhere/index"
    assert origin("home") == "environment CONGTIN_HOME"


def test_a_variable_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "congtin.toml").write_text('port = 1234\ncontact = "tin@example.org"\n')
    assert load_settings().port == 1234
    assert origin("port") == str(tmp_path / "congtin.toml")
    assert "tin@example.org" in load_settings().user_agent
    monkeypatch.setenv("CONGTIN_PORT", "4321")
    assert load_settings().port == 4321


def test_the_command_line_goes_before_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONGTIN_HOME", "elsewhere")
    assert load_settings(home="here").home == tmp_path / "here"
    assert origin("home", home="here") == "command line"


BAD = [
    # Not a number: names the setting, where it came from, and what was given.
    ("port = 'x'", ["port", "congtin.toml", "'x'"]),
    # Out of range.
    ("port = 70000", ["port", "65535"]),
    # No such setting.
    ("prot = 1", ["prot"]),
    # Not TOML.
    ("port =", ["congtin.toml", "not TOML"]),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_a_bad_setting_is_named(tmp_path: Path, text: str, told: list[str]) -> None:
    (tmp_path / "congtin.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        load_settings()
    for part in told:
        assert part in str(error.value)


def test_passwords_are_not_shown() -> None:
    shown = without_password("postgresql://me:secret@host:5432/congtin")
    assert shown == "postgresql://me:***@host:5432/congtin"
    assert without_password("tantivy:///data/index") == "tantivy:///data/index"


def test_a_home_may_be_called_anything(tmp_path: Path) -> None:
    home = tmp_path / "a#b c?d%41"
    settings = load_settings(home=home)
    assert make_url(settings.database_url).database == str(home / "catalogue.sqlite")
    assert unquote(urlsplit(settings.search_url).path) == str(home / "index")


def test_relative_places_are_meant_from_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONGTIN_DATABASE_URL", "sqlite:///rel.db")
    monkeypatch.setenv("CONGTIN_ARCHIVE_URL", "warcs")
    settings = load_settings()
    assert settings.database_url == f"sqlite:///{tmp_path}/rel.db"
    assert settings.archive_url == f"{tmp_path}/warcs"


def test_what_elasticsearch_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    defaults = load_settings()
    assert (defaults.search_shards, defaults.search_replicas) == (1, "auto")
    assert defaults.search_ca is None
    for name, value in {
        "SEARCH_URL": "https://tin:bí mật@one:9200,two:9200/tin",
        "SEARCH_SHARDS": "3",
        "SEARCH_REPLICAS": "2",
        "SEARCH_CA": "ca.pem",
        "SEARCH_API_KEY": "VnVhQ2ZHY0JDZGJr",
        "SEARCH_PATIENCE": "60",
    }.items():
        monkeypatch.setenv(f"CONGTIN_{name}", value)
    settings = load_settings()
    assert (settings.search_shards, settings.search_replicas) == (3, 2)
    assert settings.search_ca == tmp_path / "ca.pem"
    assert settings.search_patience == 60
    shown = {setting.name: setting.value for setting in settings_in_force(settings)}
    assert shown["search_url"] == "https://tin:***@one:9200,two:9200/tin"
    assert "VnVh" not in "".join(shown.values()) + repr(settings)
    assert settings.search_api_key.get_secret_value() == "VnVhQ2ZHY0JDZGJr"


@pytest.mark.parametrize(
    ("name", "value"),
    [("SHARDS", "0"), ("REPLICAS", "-1"), ("REPLICAS", "some"), ("PATIENCE", "x")],
)
def test_what_elasticsearch_cannot_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"CONGTIN_SEARCH_{name}", value)
    with pytest.raises(SettingsError, match=f"search_{name.lower()}"):
        load_settings()


def test_public_address_follows_from_what_the_ui_listens_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load_settings().public_address == "http://127.0.0.1:8640"
    assert load_settings(host="::1", port=9000).public_address == "http://[::1]:9000"
    monkeypatch.setenv("CONGTIN_PUBLIC_ADDRESS", "https://tin.example.vn/")
    assert load_settings().public_address == "https://tin.example.vn"


# A path, a query, a user, no scheme, another scheme.
@pytest.mark.parametrize(
    "address",
    [
        "https://tin.example.vn/kho",
        "https://tin.example.vn?x",
        "https://me@tin.example.vn",
        "tin.example.vn",
        "ftp://tin.example.vn",
    ],
)
def test_public_address_is_a_whole_site(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("CONGTIN_PUBLIC_ADDRESS", address)
    with pytest.raises(SettingsError, match="public_address"):
        load_settings()
