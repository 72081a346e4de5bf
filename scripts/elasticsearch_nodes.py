"""Nodes of Elasticsearch on loopback: configured, started, paused, killed, stopped.

Each has a folder of its own (`config`, `data`, `logs`), so several run from one installation.
Elasticsearch refuses to run as root: started by root, it gets a user of its own.
"""

# ruff: noqa: S310, S323, S603, S607  # it starts programs that it names itself, and asks loopback

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scripts.elasticsearch_install import ElasticsearchMissingError, find_java, has_module, install

USER = "congtin-search"
SECONDS_TO_START = 240

#: The processes that this one started, by their number.
_started: dict[int, subprocess.Popen[bytes]] = {}

#: What a node is unless told otherwise: open to this machine, alone.
ALONE: Mapping[str, Any] = {"discovery.type": "single-node", "xpack.security.enabled": "false"}

#: What tells Java of a server that lives for minutes: to compile once, and not ever better. It
#: starts with three fifths of the processor time.
SHORT_LIVED = "-XX:TieredStopAtLevel=1"


@dataclass(frozen=True)
class Node:
    """A node that was started: its folder, where it answers, its process and process group."""

    folder: str
    url: str
    pid: int


def launch(
    home: Path,
    version: str,
    name: str,
    settings: Mapping[str, Any] = ALONE,
    *,
    port: int | None = None,
    heap: str = "512m",
    java_options: str = "",
    users: Mapping[str, str] | None = None,
    files: Sequence[Path] = (),
) -> Node:
    """Start a node in its folder (where data of an earlier run are kept); do not wait for it.

    `users` are given every right, by their passwords. `files` are copied beside its configuration.

    Raises:
        ElasticsearchMissingError: it is not to be had.
    """
    server = install(home, version)
    java = find_java(home, version)
    folder = home / "nodes" / name
    port = port or free_port()
    scheme = "https" if settings.get("xpack.security.http.ssl.enabled") == "true" else "http"
    _configure(server, java, folder, {**settings, "http.port": port})
    for file in files:
        shutil.copy(file, folder / "config")
    owner = _server_user()
    if owner:
        subprocess.run(["chown", "-R", f"{owner.pw_uid}:{owner.pw_gid}", folder], check=True)
    run_as: dict[str, Any] = {
        "cwd": server,
        "stdin": subprocess.DEVNULL,
        "user": owner.pw_uid if owner else None,
        "group": owner.pw_gid if owner else None,
        "extra_groups": [] if owner else None,
        "env": {
            **os.environ,
            "ES_JAVA_HOME": str(java),
            "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap} {java_options}",
            "ES_PATH_CONF": str(folder / "config"),
            "ES_TMPDIR": str(folder / "tmp"),
            "HOME": str(folder),
        },
    }
    for user, password in (users or {}).items():
        command = [str(server / "bin" / "elasticsearch-users"), "useradd", user]
        subprocess.run([*command, "-p", password, "-r", "superuser"], check=True, **run_as)
    with (folder / "started.log").open("wb") as output:
        process = subprocess.Popen(
            [server / "bin" / "elasticsearch"],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **run_as,
        )
    _started[process.pid] = process
    node = Node(str(folder), f"{scheme}://127.0.0.1:{port}", process.pid)
    (folder / "running.json").write_text(json.dumps(asdict(node)))
    return node


def await_answer(node: Node, nodes: int = 1) -> None:
    """Wait until a node answers as one of so many.

    Raises:
        ElasticsearchMissingError: it ended, or does not answer; the node is killed.
    """
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and alive(node):
        if answers(node.url, nodes):
            return
        time.sleep(0.3)
    log = Path(node.folder) / "started.log"
    kill(node)
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-25:])
    raise ElasticsearchMissingError(
        f"Elasticsearch did not answer at {node.url}. The end of {log}:\n{tail}"
    )


def answers(url: str, nodes: int = 1) -> bool:
    """Whether a node serves; one that asks for a password does."""
    context = ssl._create_unverified_context()  # loopback, and nothing is told
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5, context=context) as found:
            health = json.load(found)
            return health["status"] in ("green", "yellow") and health["number_of_nodes"] >= nodes
    except urllib.error.HTTPError as error:
        with error:
            return error.code == 401
    except (OSError, ValueError):
        return False


def running(home: Path, name: str) -> Node | None:
    """The node of this name, if it runs."""
    try:
        node = Node(**json.loads((home / "nodes" / name / "running.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return node if alive(node) else None


def alive(node: Node) -> bool:
    """Whether the node's process is there, and is not another that got its number since."""
    if node.pid in _started:
        return _started[node.pid].poll() is None
    try:
        os.kill(node.pid, 0)
    except ProcessLookupError:
        return False
    with contextlib.suppress(OSError):
        return b"elasticsearch" in Path(f"/proc/{node.pid}/cmdline").read_bytes()
    return True


def tell(node: Node, number: signal.Signals) -> None:
    """Send a signal to all processes of a node: SIGKILL, or SIGSTOP and SIGCONT."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(node.pid, number)


def kill(node: Node) -> None:
    """End a node at once, as a failing machine does, and wait until it is gone."""
    tell(node, signal.SIGKILL)
    while alive(node):
        time.sleep(0.05)


def stop(node: Node) -> None:
    """End a node in good order; one that takes longer than half a minute is killed."""
    if alive(node):
        tell(node, signal.SIGTERM)
        deadline = time.monotonic() + 30
        while alive(node) and time.monotonic() < deadline:
            time.sleep(0.1)
        kill(node)
    (Path(node.folder) / "running.json").unlink(missing_ok=True)


def remove(node: Node) -> None:
    """End a node at once, and remove all it kept."""
    kill(node)
    shutil.rmtree(node.folder, ignore_errors=True)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _configure(server: Path, java: Path, folder: Path, settings: Mapping[str, Any]) -> None:
    """A configuration of the node's own, in place of what an earlier run had."""
    shutil.rmtree(folder / "config", ignore_errors=True)
    shutil.copytree(server / "config", folder / "config")
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    options = folder / "config" / "jvm.options"
    lines = options.read_text().replace("=logs/", f"={folder}/logs/")
    lines = lines.replace("HeapDumpPath=data", f"HeapDumpPath={folder}/data")
    if not has_module(java, "jdk.incubator.vector"):
        lines = lines.replace("20-:--add-modules=jdk.incubator.vector", "")
    options.write_text(lines)
    whole = {
        "cluster.name": "congtin",
        "network.host": "127.0.0.1",
        "path.data": folder / "data",
        "path.logs": folder / "logs",
        # A developer's nearly full disk is no reason to turn indices read-only.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        **settings,
    }
    written = "".join(f"{name}: {value}\n" for name, value in whole.items())
    (folder / "config" / "elasticsearch.yml").write_text(written)


def _server_user() -> pwd.struct_passwd | None:
    """The user to run as: none of its own unless we are root."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(USER)
    shell = ["--shell", "/usr/sbin/nologin"]
    subprocess.run(["useradd", "--system", "--no-create-home", *shell, USER], check=True)
    return pwd.getpwnam(USER)
