"""What the analyzer made is kept and found again, on each database."""

from collections.abc import Mapping

from archive.catalogue import Catalogue
from archive.catalogue.kept_tokens import KeptTokens, forget_tokens, keep_tokens, kept_tokens

ONE, OTHER = KeptTokens("a", "d1", b"\x00mot \xff"), KeptTokens("b", "d2", b"")


def kept(catalogue: Catalogue, version: str = "1") -> Mapping[str, KeptTokens]:
    with catalogue.session() as session:
        return kept_tokens(session, "NewsArticle", ["a", "b", "c"], version)


def test_what_is_kept_is_found_again(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        keep_tokens(session, "NewsArticle", [ONE, OTHER], "1")
        keep_tokens(session, "NewsArticle", [], "1")
    assert kept(catalogue) == {"a": ONE, "b": OTHER}


def test_tokens_are_of_one_version_and_of_one_type_of_items(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        keep_tokens(session, "NewsArticle", [ONE], "1")
        keep_tokens(session, "Legislation", [OTHER], "1")
    assert kept(catalogue, "2") == {}
    assert kept(catalogue) == {"a": ONE}


def test_the_newer_takes_the_place_of_the_older(catalogue: Catalogue) -> None:
    newer = KeptTokens("a", "d3", b"hai")
    with catalogue.begin() as session:
        keep_tokens(session, "NewsArticle", [ONE, OTHER], "1")
    with catalogue.begin() as session:
        keep_tokens(session, "NewsArticle", [newer], "2")
    assert kept(catalogue, "2") == {"a": newer}
    assert kept(catalogue) == {"b": OTHER}


def test_tokens_of_what_is_gone_are_forgotten(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        keep_tokens(session, "NewsArticle", [ONE, OTHER], "1")
        forget_tokens(session, "NewsArticle", ["a", "c"])
        forget_tokens(session, "Legislation", ["b"])
    assert kept(catalogue) == {"b": OTHER}
