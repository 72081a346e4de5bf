"""The segmenter: tokens of runs of text, the model's labels, and words put together of both."""

import re
from collections.abc import Iterable
from threading import Lock

import numpy as np

from vietnamese.caching import Cache, Made
from vietnamese.columns import Column, Numbers
from vietnamese.marked_text import (
    LAST,
    LINE_END,
    TOLD,
    SpellToken,
    is_long,
    put_for,
    spell_simply,
)
from vietnamese.tones import tone_on_second_vowel
from vietnamese.word_model import WordModel

#: Stands for a run too long for the tokenizer.
_LONG = "\x03"

_BREAKS = (LINE_END, TOLD, _LONG)

#: How many runs are kept: memory is bounded whatever the texts are.
_MOST = 1 << 16


class Segmenter:
    """None of the tokenizer's tokens has a blank in it and only one kind is told by what follows
    the blank behind it, so text is cut at blanks and each run between them tokenized once.
    """

    def __init__(self, token_pattern: re.Pattern[str], model: WordModel) -> None:
        """Take the tokenizer's expression and the model."""
        self._pattern = token_pattern
        self._model = model
        self._in_use = Lock()
        self._begin_anew()

    def spell(self, lines: Iterable[str], told: Iterable[str], spell_token: SpellToken) -> str:
        """The words of marked lines, put together of what `spell_token` says of their tokens.

        It is asked once for each token. `told` are the words that stand for each `TOLD`.
        """
        runs = f" {LINE_END} ".join(lines).split()
        with self._in_use:
            if self._model.is_full() or self._counts.count > _MOST:
                self._begin_anew()
            numbers = map(self._runs.__getitem__, runs)
            tokens = self._tokens(np.fromiter(numbers, np.int64, len(runs)))
            spellings = self._spellings_of(spell_token)
            spelled = "".join(spellings.values.take(self._model.labelled(tokens)).tolist())
        if TOLD in spelled:
            spelled = put_for(TOLD, told, spelled)
        if _LONG in spelled:
            long = [spell_simply(run.rstrip(LAST), spell_token) for run in runs if is_long(run)]
            spelled = put_for(_LONG, long, spelled)
        return spelled

    def _begin_anew(self) -> None:
        self._model.forget()
        self._numbers = Made(self._add_token)
        self._written = [""] * self._model.count
        self._spellings: dict[SpellToken, Column[np.object_]] = {}
        #: Of each run where its tokens begin among all, and how many it has.
        self._run_tokens = Column(np.int64)
        self._starts, self._counts = Column(np.int64), Column(np.int64)
        self._runs = Cache(self._add_run)

    def _tokens(self, runs: Numbers) -> Numbers:
        """The tokens of runs, one after the other."""
        counts = self._counts.values[runs]
        begins = self._starts.values[runs] - np.cumsum(counts) + counts
        places = np.repeat(begins, counts)
        places += np.arange(len(places))
        return self._run_tokens.values[places]

    def _spellings_of(self, spell_token: SpellToken) -> Column[np.object_]:
        """What tokens become, four for each."""
        spellings = self._spellings.setdefault(spell_token, Column(np.object_))
        for written in self._written[spellings.count // 4 :]:
            is_break = not written or written in _BREAKS
            for spelled in (written,) * 4 if is_break else spell_token(written):
                spellings.append(spelled)
        return spellings

    def _add_run(self, run: str) -> int:
        """The number of a run not met before."""
        if is_long(run):
            return self._runs[_LONG]
        tokens = self._tokenize(run)
        self._starts.append(self._run_tokens.count)
        for token in tokens:
            self._run_tokens.append(token)
        return self._counts.append(len(tokens))

    def _tokenize(self, run: str) -> tuple[int, ...]:
        """The numbers of the tokens of what stands between two blanks."""
        if run in _BREAKS:
            self._written += (run.strip(LINE_END), "")
            return self._model.add_break()
        text = run.rstrip(LAST)
        behind = " " if text == run else ""  # a full stop that ends the line is no part of a name
        model_text = tone_on_second_vowel(text)  # as long as `text`: offsets hold in both
        return tuple(
            [
                self._numbers[text[match.start() : match.end()], match[0]]
                for match in self._pattern.finditer(model_text + behind)
            ]
        )

    def _add_token(self, spelled: tuple[str, str]) -> int:
        written, token = spelled
        self._written.append(written)
        return self._model.add(token)
