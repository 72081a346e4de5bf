"""Portal files: what they may say, and what is said of those that are wrong."""

from pathlib import Path

import pytest

from crawler.portals import PortalFileError, RefusedPortalError, UnknownPortalError
from crawler.portals.registry import PortalRegistry, RememberedFiles, load_portal_file

GOOD = """\
name = "test-stp"
title = "Sở Tư pháp"
platform = "kontum"
province = "kon-tum"

[[start]]
url = "https://www.stp.example/tin-tuc"
section = "Tin tức"
"""


def write(folder: Path, text: str, name: str = "test.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_files_are_usable() -> None:
    registry = PortalRegistry()
    assert registry.refused == []
    assert {"kontum-stp", "hanoi-stttt"} <= {portal.name for portal in registry}
    assert not any(portal.verified for portal in registry)


def test_a_file_is_read(tmp_path: Path) -> None:
    portal = load_portal_file(write(tmp_path, GOOD))
    assert (portal.name, portal.province, portal.department) == ("test-stp", "kon-tum", None)
    assert portal.start[0].section == "Tin tức"
    assert portal.sites == {"stp.example"}


def test_unknown_is_not_stated(tmp_path: Path) -> None:
    text = GOOD.replace('"Tin tức"', '"unknown"').replace('"kon-tum"', '"unknown"')
    portal = load_portal_file(write(tmp_path, text))
    assert (portal.province, portal.start[0].section) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        # a field's value, with its line
        ('"kon-tum"', '"kontumm"', ":4: province: 'kontumm' is the slug of no province"),
        ('"kontum"', '"wordpress"', ":3: platform: 'wordpress' is no platform; there are "),
        ('"test-stp"', '"Sở Tư pháp"', ":1: name: String should match pattern"),
        ("https://www", "ftp://www", ":7: start.0.url: "),
        # a field missing, and one that is not known
        ('title = "Sở Tư pháp"\n', "", ": title: Field required"),
        ("title =", "titel =", ":2: titel: Extra inputs are not permitted"),
        # no start
        ("[[start]]", "[[begin]]", ": start: Field required"),
        # a field's selector
        ("\n[[", "\nselectors = {body = 'p['}\n[[", "selectors: body: 'p[' is no CSS selector"),
        ("\n[[", "\nselectors = {title = 'h1'}\n[[", "selectors: 'title' is none of author"),
        ("\n[[", "\ndownload_delay = -1\n[[", ":6: download_delay: Input should be greater"),
        # what a portal's health is judged by
        ("\n[[", '\nexpectations = {fields = ["lead"]}\n[[', ":6: expectations.fields.0: Input"),
        ("\n[[", "\nexpectations = {quiet_days = 0}\n[[", "quiet_days: Input should be greater"),
        # no TOML
        ('"test-stp"', "test-stp", ": Invalid value (at line 1, column 8)"),
    ],
)
def test_a_wrong_file_is_refused_by_name_line_and_field(
    old: str, new: str, problem: str, tmp_path: Path
) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(PortalFileError) as caught:
        load_portal_file(path)
    assert f"{path}" in str(caught.value)
    assert problem in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PortalFileError, match=r"none\.toml: .*No such file"):
        load_portal_file(tmp_path / "none.toml")


def test_a_wrong_file_leaves_the_others_working(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "nonsense", "wrong.toml")
    registry = PortalRegistry(tmp_path)
    assert registry.find("test-stp").title == "Sở Tư pháp"
    assert [error.path.name for error in registry.refused] == ["wrong.toml"]


def test_a_users_file_replaces_a_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("test-stp", "kontum-stp"))
    assert PortalRegistry(tmp_path).find("kontum-stp").title == "Sở Tư pháp"


def test_a_name_stands_once_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "two.toml")
    registry = PortalRegistry(tmp_path)
    assert [str(error) for error in registry.refused] == [
        f"{tmp_path / 'two.toml'}: name: 'test-stp' is already in test.toml"
    ]


# Files in a user's folder, and what is said of the portal that they are of.
REFUSED = [
    # by the name that the file states, wherever in a folder it lies, with line and field
    (
        "test.toml",
        GOOD.replace("kon-tum", "kon-tun"),
        "test-stp",
        r"test\.toml:4: province: 'kon-tun'",
    ),
    # of no TOML too
    ("test.toml", GOOD + "mirrors = [", "test-stp", r"test\.toml: "),
    # by the file's name, where it states none that could be
    ("test-stp.toml", GOOD.replace('"test-stp"', '"Sở"'), "test-stp", r"test-stp\.toml:1: name: "),
    ("test-stp.toml", "nonsense", "test-stp", r"test-stp\.toml: "),
    # one that would replace a shipped file: that is not used in its place
    (
        "mine.toml",
        GOOD.replace("test-stp", "kontum-stp") + "x = 1\n",
        "kontum-stp",
        r"mine\.toml:9: start\.0\.x: ",
    ),
]


@pytest.mark.parametrize(("file", "text", "name", "said"), REFUSED)
def test_a_portal_whose_file_is_wrong_is_refused_not_unknown(
    tmp_path: Path, file: str, text: str, name: str, said: str
) -> None:
    write(tmp_path, text, file)
    for registry in (PortalRegistry(tmp_path), PortalRegistry(tmp_path, naming=[name])):
        with pytest.raises(
            RefusedPortalError, match=f"the file of portal '{name}' is refused: .*{said}"
        ):
            registry.find(name)
        assert registry.is_taken(name)
        assert name not in [portal.name for portal in registry]
    if "start" in text:
        with pytest.raises(RefusedPortalError, match=said):
            PortalRegistry(tmp_path).of_url("https://stp.example/tin/1")


def test_a_good_file_holds_beside_a_wrong_one_of_the_same_portal(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "nonsense", "test-stp.toml")
    registry = PortalRegistry(tmp_path)
    assert registry.find("test-stp").title == "Sở Tư pháp"
    assert len(registry.refused) == 1


def test_an_unknown_name_lists_the_near_ones() -> None:
    with pytest.raises(UnknownPortalError, match="did you mean kontum-stp") as caught:
        PortalRegistry().find("kontum-tsp")
    assert caught.value.near[0] == "kontum-stp"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://sotuphap.kontum.gov.vn/pages/detail/1/A.html", "kontum-stp"),
        ("http://www.sotttt.hanoi.gov.vn/ke-hoach", "hanoi-stttt"),
        ("https://example.org/", None),
        ("http://[broken", None),
    ],
)
def test_the_portal_of_an_address(url: str, name: str | None) -> None:
    portal = PortalRegistry().of_url(url)
    assert (portal.name if portal else None) == name


def test_files_are_read_again_once_they_have_changed(tmp_path: Path) -> None:
    files = RememberedFiles()

    def known() -> list[str]:
        registry = PortalRegistry(tmp_path, tmp_path / "none", files.load)
        return [*(portal.title for portal in registry), *map(str, registry.refused)]

    write(tmp_path, GOOD)
    assert known() == known() == ["Sở Tư pháp"]
    write(tmp_path, GOOD.replace("Sở Tư pháp", "Sở Tư pháp tỉnh"))
    assert known() == ["Sở Tư pháp tỉnh"]
    write(tmp_path, "nonsense")
    assert len(known()) == 1
    assert "test.toml: Expected" in known()[0]
    (tmp_path / "test.toml").unlink()
    assert known() == []


def test_only_files_that_name_a_portal_are_read_for_it(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "nonsense", "wrong.toml")
    registry = PortalRegistry(tmp_path, naming=["test-stp"])
    assert [portal.name for portal in registry] == ["test-stp"]
    assert registry.refused == []


def test_what_the_catalogue_keeps_goes_before_files_and_a_broken_one_stops_no_other(
    tmp_path: Path,
) -> None:
    own = write(tmp_path, GOOD)
    kept = {
        "test-stp": GOOD.replace("Sở Tư pháp", "Sở Tư pháp mới"),
        "kontum-stp": GOOD,
        "broken": GOOD.replace("test-stp", "broken") + "downlod_delay = 1\n",
    }
    registry = PortalRegistry(tmp_path, kept=kept)
    assert registry.find("test-stp").title == "Sở Tư pháp mới"
    assert registry.text_of("test-stp") == kept["test-stp"]
    assert registry.unused == {"test-stp": own}
    # of another portal: nobody meant the shipped one that it stands before
    with pytest.raises(RefusedPortalError, match="it is the file of 'test-stp'"):
        registry.find("kontum-stp")
    assert registry.text_of("kontum-stp") == GOOD
    assert [str(error).partition(": ")[0] for error in registry.refused] == [
        "catalogue/kontum-stp.toml",
        "catalogue/broken.toml:9",
    ]
