"""Words: Vietnamese writes a blank between syllables, and most words have two of them.

Segments with underthesea's tokenizer and CRF model (decoded in `vietnamese.word_model`), around
what these do not do well:

- the model's dictionary writes `hoà`, most texts `hòa`, and underthesea's own normalising goes the
  wrong way: the model is given the text as its dictionary writes, and the words come back as the
  text wrote them;
- they cut document identifiers (`112/2025/NQ-HĐND`) anywhere: these are kept whole;
- without diacritics the answers are nonsense: such lines are split into syllables;
- the tokenizer takes quadratic time on long runs without a blank (16 kB of `a.a.a…` took 4.9 s):
  such runs are split by a simpler rule;
- `word_tokenize` changes with what others called it with, and its first calls race with each other
  in threads: the tokenizer's expression is compiled and the model loaded here, once, under a lock.
"""

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from vietnamese.marked_text import Spellings, SpellToken, marked
from vietnamese.normalizing import normalize

if TYPE_CHECKING:  # numpy takes a while to load
    from vietnamese.segmenter import Segmenter

#: How much text is segmented at once, in characters, but for its last line.
_BATCH = 1 << 15

_loading = Lock()


def segment(text: str) -> list[str]:
    """Return the words of `text` and its punctuation marks, in order.

    Each word is as the text writes it, normalised (see `normalize`), a single space between its
    syllables: `Ủy ban`, `nhân dân`, `tỉnh`. A document identifier is one word. No word reaches
    over the end of a line.
    """
    return spell(normalize(text), _as_written).split("\n")[1:]


def _as_written(token: str) -> Spellings:
    return f"\n{token}", f"\n{token}", f" {token}", f" {token}"


def spell(text: str, spell_token: SpellToken) -> str:
    """The words of a normalised text, put together of what their tokens become.

    A document identifier is a token here, the only one that may have blanks.
    """
    spelled: list[str] = []
    lines: list[str] = []
    told: list[str] = []
    length = 0
    for line in text.split("\n"):
        lines.append(marked(line, spell_token, told))
        length += len(line) + 1
        if length > _BATCH:
            spelled.append(_segmenter().spell(lines, told, spell_token))
            lines, told, length = [], [], 0
    spelled.append(_segmenter().spell(lines, told, spell_token))
    return "".join(spelled)


def _segmenter() -> "Segmenter":
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> "Segmenter":
    """underthesea's tokenizer and model; takes about a second, when first used."""
    from vietnamese.segmenter import Segmenter
    from vietnamese.underthesea_files import dictionary, token_pattern, word_model
    from vietnamese.word_model import WordModel
    from vietnamese.word_weights import WordWeights

    weights = WordWeights(word_model(), dictionary())
    return Segmenter(token_pattern(), WordModel(weights))
