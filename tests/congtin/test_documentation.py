"""What is written about the commands is what they say."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from congtin.cli import COMMANDS, cli
from congtin.settings import Settings
from crawler.platforms import PLATFORMS
from crawler.portals import Portal, StartAddress

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "name"),
    [("commands_document.py", "commands.md"), ("data_dictionary.py", "data.md")],
)
def test_written_page_is_up_to_date(tmp_path: Path, script: str, name: str) -> None:
    page = tmp_path / name
    subprocess.run(
        [sys.executable, ROOT / "scripts" / script, page],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    written = (ROOT / "docs" / name).read_text("utf-8")
    assert page.read_text("utf-8") == written, "run `make docs`"


def test_pages_link_to_what_is_there() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_running_page_names_every_setting() -> None:
    page = (ROOT / "docs" / "running.md").read_text("utf-8")
    variables = {f"CONGTIN_{name.upper()}" for name in Settings.model_fields}
    assert variables <= set(re.findall(r"`(CONGTIN_\w+)`", page))


def test_portals_page_names_every_platform_and_field() -> None:
    page = (ROOT / "docs" / "portals.md").read_text("utf-8")
    platforms = re.findall(r"^\| `(\w+)` \|", page.partition("## A portal file")[0], re.MULTILINE)
    assert sorted(platforms) == sorted(PLATFORMS)
    named = set(re.findall(r"`(?:start\.)?(\w+)`|^(\w+) =", page, re.MULTILINE))
    fields = {*Portal.model_fields, *StartAddress.model_fields} - {"start", "notes"}
    assert fields <= {name for pair in named for name in pair}


def test_readme_names_only_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"^congtin (\w+)", readme, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)


def test_readme_shows_what_python_prints() -> None:
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert result.attempted > 1
    assert not result.failed


def test_readme_names_both_doors() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?:^|`)make (\w+)", readme, re.MULTILINE))
    assert {"demo", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    first_line, *rest = (command.help or "").split("\n\n")
    assert first_line == COMMANDS[name][2]
    assert rest
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help
