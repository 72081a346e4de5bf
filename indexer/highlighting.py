"""What a reader sees of a hit: the headline and the best passage of the text, with what was found
marked. Works on the original text and is the same for every engine."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from indexer.passages import PASSAGE, REACH, passage_around
from indexer.search import Highlight
from indexer.units import Unit
from vietnamese.abbreviations import abbreviations
from vietnamese.aligned_folding import FILLER, fold_aligned
from vietnamese.analysis import tokenize
from vietnamese.folding import fold

#: How much of a text is looked through for its best passage, in characters.
SEARCHED = 50_000


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks the units of a query in a text: syllables as they are, or folded ones."""

    units: frozenset[Unit]
    folded: bool

    def highlights(self, shown: Mapping[str, Any]) -> tuple[Highlight, ...]:
        """The headline, if anything is marked in it, and the best passage of lead or body.

        `shown` holds `headline`, `lead` and `body`, and as `attached` the `name` and `text` of
        files. Where nothing is found in lead and body (the query names no words, say) the passage
        is how they begin. A file's best passage is added if it has more than theirs.
        """
        texts: dict[str, str] = {name: shown[name] for name in ("headline", "lead", "body")}
        marked = []
        if spans := self._spans(texts["headline"]):
            marked.append(Highlight("headline", texts["headline"], spans))
        found = {
            field: _densest(self._candidates(texts[field][:SEARCHED]))
            for field in ("lead", "body")
            if texts[field]
        }
        most = 0
        if found:
            field = max(found, key=lambda field: found[field].tokens)
            most = found[field].tokens
            marked.append(self._passage(field, texts[field], found[field]))
        if most < len(self.units):
            marked += self._in_files(shown.get("attached", ()), more_than=most)
        return tuple(marked)

    def _in_files(self, files: Sequence[Mapping[str, str]], more_than: int) -> list[Highlight]:
        """The best passage of all files, if it has more tokens than `more_than`."""
        best: Highlight | None = None
        for file in files:
            for text in (file["text"], file["name"]):
                window = _densest(self._candidates(text))
                if window.tokens <= more_than:
                    continue
                passage = self._passage("attachment", text, window)
                if passage.spans:
                    more_than = window.tokens
                    best = replace(passage, attachment=file["name"])
        return [best] if best else []

    def _passage(self, field: str, text: str, window: "_Window") -> Highlight:
        """The passage of a field's text around a window, marked."""
        passage = passage_around(text, window.start, window.end)
        cut = text[passage.start : passage.end]
        spans = tuple(
            (start + len(passage.before), end + len(passage.before))
            for start, end in self._spans(cut)
        )
        return Highlight(field, f"{passage.before}{cut}{passage.behind}", spans)

    @property
    def _numbered(self) -> bool:
        """Whether a date or a number is looked for, which may be written in other ways."""
        return any(character.isdigit() for unit in self.units for t in unit for character in t)

    def _candidates(self, text: str) -> list[tuple[int, str]]:
        """Where units may be, and which: by their folded form, faster than analysing it all."""
        if not self.units:
            return []
        folded = fold_aligned(text)
        # What folding drops may stand within a word: it is left out, and its place remembered.
        places = [i for i, c in enumerate(folded) if c != FILLER] if FILLER in folded else None
        found = _pattern(self.units).finditer(folded.replace(FILLER, ""))
        return [(places[m.start()] if places else m.start(), m[0]) for m in found]

    def _spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """The spans of units, those that overlap or have only blanks between them joined."""
        if not self._candidates(text) and not self._numbered:
            return ()
        tokens = tokenize(text)
        forms = [_fold(token.text) if self.folded else token.text for token in tokens]
        by_first: dict[str, list[Unit]] = {}
        for unit in self.units:
            by_first.setdefault(unit[0], []).append(unit)
        spans: list[tuple[int, int]] = []
        for at in [at for at, form in enumerate(forms) if form in by_first]:
            units = by_first[forms[at]]
            lengths = [len(u) for u in units if tuple(forms[at : at + len(u)]) == u]
            if lengths:
                span = tokens[at].start, tokens[at + max(lengths) - 1].end
                _add(spans, span, text)
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of a text that may become its passage, and how many different tokens are in it."""

    start: int
    end: int
    tokens: int


def _add(spans: list[tuple[int, int]], span: tuple[int, int], text: str) -> None:
    """Add a span, joined to the last one if nothing but blanks is between them."""
    if spans and (span[0] <= spans[-1][1] or text[spans[-1][1] : span[0]].isspace()):
        spans[-1] = (min(spans[-1][0], span[0]), max(spans[-1][1], span[1]))
    else:
        spans.append(span)


_fold = lru_cache(maxsize=1 << 16)(fold)


@lru_cache(maxsize=1)
def _folded_abbreviations() -> dict[str, str]:
    return {short: fold(full_form) for short, full_form in abbreviations().items()}


@lru_cache(maxsize=256)
def _pattern(units: frozenset[Unit]) -> re.Pattern[str]:
    """Finds the units, and the abbreviations that stand for them, in folded text."""
    folded = {" ".join(map(fold, unit)) for unit in units}
    forms = {r"[\W_]+".join(map(re.escape, form.split())) for form in folded}
    all_of_them = f" {' | '.join(folded)} "
    for short, full_form in _folded_abbreviations().items():
        if f" {full_form} " in all_of_them:
            # Between the letters may be signs: `GD&ĐT`, `LĐ-TB&XH`.
            forms.add(r"[\W_]{0,3}".join(map(re.escape, short)))
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    # Every form begins and ends with a letter or a digit; `\b` is sooner tried than a look around.
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _densest(candidates: list[tuple[int, str]]) -> _Window:
    """The window that holds the most different tokens, then the most tokens."""
    best = _Window(0, 0, 0)
    score = (0, 0)
    low = 0
    inside: dict[str, int] = {}
    for at, (start, token) in enumerate(candidates):
        inside[token] = inside.get(token, 0) + 1
        while start - candidates[low][0] > PASSAGE - REACH:
            leaving = candidates[low][1]
            inside[leaving] -= 1
            if not inside[leaving]:
                del inside[leaving]
            low += 1
        inside_now = len(inside), at + 1 - low
        if inside_now > score:
            score = inside_now
            best = _Window(candidates[low][0], start + len(token), len(inside))
    return best
