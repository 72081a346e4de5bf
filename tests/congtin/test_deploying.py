"""What is run in containers and by systemd is whole, bounded, watched, and not root's."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from configparser import ConfigParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from operations.scheduling import SILENT, SignsOfLife
from tests.congtin.conftest import Congtin
from tests.fixtures.requirements import unavailable

ROOT = Path(__file__).parents[2]

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]

#: Who images run as that say so themselves: ours in Dockerfile, Elasticsearch's is `elasticsearch`.
NOT_ROOT = {"docker.elastic.co/elasticsearch/elasticsearch"}

UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))


def test_compose_is_as_its_specification_says() -> None:
    """By the schema of the Compose Specification, of which check-jsonschema has a copy."""
    vendored = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    compose = jsonschema_rs.validator_for(json.loads(vendored.read_text("utf-8")))
    compose.validate(COMPOSE)
    web = {**SERVICES["web"], "memory_limit": "2g"}  # it tells what it does not know
    assert not compose.is_valid({**COMPOSE, "services": {**SERVICES, "web": web}})


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_bounded_watched_and_not_roots(name: str) -> None:
    service = SERVICES[name]
    assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout", "retries"} <= service["healthcheck"].keys()
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert service["restart"] == "unless-stopped"
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    image = service.get("image", "").partition(":")[0]
    assert service.get("user") not in (None, "root", "0") or image in NOT_ROOT or is_ours(service)
    volumes = [volume.partition(":")[0] for volume in service["volumes"]]
    assert volumes
    assert set(volumes) <= COMPOSE["volumes"].keys(), "what has to last lies in named volumes"


def is_ours(service: dict[str, Any]) -> bool:
    """Whether it is of our image, which runs as a user of its own."""
    users = re.findall(r"^USER (\w+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    return service.get("build") == "." and users[-1] == "congtin"


def test_what_is_waited_for_is_watched() -> None:
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert "healthcheck" in SERVICES[other]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_not_roots_and_runs_a_command_that_there_is(unit: Path) -> None:
    from congtin.cli import COMMANDS

    text = unit.read_text("utf-8")
    read = ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation says
    read.read_string(text)
    service = read["Service"]
    assert (service["User"], service["NoNewPrivileges"]) == ("congtin", "yes")
    commands = re.findall(r"^ExecStart=/opt/congtin/\.venv/bin/congtin (\w+)", text, re.MULTILINE)
    assert commands
    assert set(commands) <= COMMANDS.keys()
    if "Restart" in service:
        assert {"MemoryMax", "TasksMax"} <= service.keys()


def test_systemd_knows_what_units_say(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        unavailable("systemd-analyze is not installed")
    for unit in (ROOT / "deploy" / "systemd").iterdir():
        text = unit.read_text("utf-8").replace("/opt/congtin/.venv/bin/congtin", sys.executable)
        (tmp_path / unit.name).write_text(text, "utf-8")
    units = [str(unit) for unit in tmp_path.iterdir()]
    verify = ["systemd-analyze", "verify", "--man=no", *units]
    said = subprocess.run(verify, capture_output=True, text=True)
    ours = [line for line in said.stderr.splitlines() if "congtin-" in line]
    assert (said.returncode, ours) == (0, [])


@pytest.mark.slow
def test_a_worker_without_signs_of_life_is_told(congtin: Congtin) -> None:
    congtin("schedule", "alive", code=1)
    SignsOfLife(congtin.home / "workers").give()
    assert "gave a sign" in congtin("schedule", "alive").out
    (sign,) = (congtin.home / "workers").iterdir()
    os.utime(sign, (0, time.time() - SILENT - 1))
    assert "no sign for" in congtin("schedule", "alive", code=1).err


def test_systemd_is_told_that_a_worker_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        signs = SignsOfLife(tmp_path / "workers")
        signs.give()
        signs.give()  # too soon to be told again
        assert systemd.recv(100) == b"WATCHDOG=1"
        systemd.setblocking(False)
        with pytest.raises(BlockingIOError):
            systemd.recv(100)
