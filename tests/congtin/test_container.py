"""What goes into the container, which CI does not build."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_package_is_copied_into_the_container() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert [name for name in packages if f"COPY {name} {name}" not in lines] == []
