"""Who does what to whom: one sentence that names documents, read from its words."""

import re
from dataclasses import dataclass, field

from vietnamese.references.clauses import (
    Tie,
    is_governed,
    opens_clause,
    same_matter,
    tie,
    without_asides,
)
from vietnamese.references.cues import Cue, nearest_cue
from vietnamese.references.model import Relation
from vietnamese.references.passages import REASON, Passages, Sentence

#: What parts the members of a list, with whose they are: ` của UBND tỉnh, `, ` và `.
_MEMBER = re.compile(
    r"(?:\s(?:ngày|của)\s[^,;]{1,80}?)?\s*(?:[,;]|,?\s(?:và|cùng|hoặc))\s*(?:và\s)?(?:các\s|số\s)*"
)
_CHANGED_BY = re.compile(r"(?<![^\W\d_])(?:được|bị)\s*$")
_CHANGES = re.compile(
    r"\s(?:của\s[^,;.]{2,40}?\s)?"
    r"(?:(?P<amends>sửa đổi|bổ sung)|(?P<replaces>thay thế)|(?P<repeals>bãi bỏ|hủy bỏ|huỷ bỏ))"
)
#: A document that ends on the day on which another begins.
_ENDS_WHEN = re.compile(r"hết hiệu lực[^,;.]{0,40}(?:từ ngày|từ khi|khi)\s*$")
_BEGINS = re.compile(r"[^,;.]{0,60}?\scó hiệu lực")
#: What a verb is about first, a law without its number: it may not be about the document after it.
_ANOTHER = re.compile(
    r"\scủa\s(?:bộ luật|luật|nghị định|nghị quyết|thông tư)\s[^,;]{5,}?(?:\svà|,)\s*$"
)
#: What puts a document in the place of another: `thay thế B bằng A`.
_INSTEAD = re.compile(r"(?:^|\s)(?:(?:và\s)?(?:được\s)?thay\s)?bằng\s(?:các\s)?$")
_REASONS: tuple[Relation, ...] = ("based_on", "implements")


@dataclass(frozen=True, slots=True)
class Statement:
    """The document named by the reference `subject` does `relation` to that of `object`."""

    subject: int
    relation: Relation
    object: int


@dataclass(slots=True)
class _Reading:
    """What has been understood of one sentence: who does something to whom.

    `waiting` are mentions that a document is issued for, which follows.
    """

    partners: dict[int, tuple[int, ...]] = field(default_factory=dict)
    waiting: list[int] = field(default_factory=list)
    actor: tuple[int, ...] = ()


def _closes(words: str) -> bool:
    """Whether brackets end that were opened before these words."""
    return ")" in words and "(" not in words.partition(")")[0]


class SentenceReader:
    """Reads one sentence."""

    def __init__(
        self,
        passages: Passages,
        sentence: Sentence,
        reasons: list[int],
        found: dict[Statement, None],
    ) -> None:
        self._source = passages.source
        self._references = passages.references
        self._spans = passages.spans
        self._sentence = sentence
        self._reasons = reasons
        self._found = found
        self.reading = _Reading(actor=sentence.about)

    def read(self) -> None:
        """Find what the sentence says."""
        for index in range(self._sentence.first, self._sentence.stop):
            relation = self._references[index].relation
            words = self._words_before(index)
            if relation == "issued":
                self._issue(index)
            elif self._references[index].relation_role == "agent" or relation == "mentions":
                self._change_others(index, words)
            else:
                self._suffer(index, words)

    def issued(self) -> tuple[int, ...]:
        """The documents that the sentence says are issued."""
        sentence = self._sentence
        return tuple(
            index
            for index in range(sentence.first, sentence.stop)
            if self._references[index].relation == "issued"
        )

    def is_reason(self) -> bool:
        """Whether the sentence is but a reason of a preamble: `Căn cứ Luật A;`."""
        sentence = self._sentence
        if len(self.reading.waiting) != sentence.stop - sentence.first:
            return False
        if not REASON.match(self._source.lower, sentence.begin):
            return False
        rest = self._source.text[self._spans[sentence.stop - 1][1] : sentence.end + 1].strip()
        return rest.endswith((";", ",")) or "," not in without_asides(rest)

    def _words_before(self, index: int) -> str:
        """What stands before a mention, back to the one before it or to `Quyết định này`."""
        sentence = self._sentence
        if index > sentence.first:
            begin = self._spans[index - 1][1]
        else:
            begin = sentence.opening if sentence.about else sentence.begin
        return without_asides(self._source.lower[begin : self._spans[index][0]])

    def _state(self, subject: int, relation: Relation, target: int) -> None:
        self._found[Statement(subject, relation, target)] = None

    def _issue(self, index: int) -> None:
        reading = self.reading
        first = index == self._sentence.first
        listed = not first and self._is_listed(index)
        if not listed:
            reading.actor = ()
        reading.actor = (*reading.actor, index)
        reasons = [*self._reasons, *reading.waiting]
        if reading.waiting and not listed:
            last = reading.waiting[-1]
            between = self._source.lower[self._spans[last][1] : self._spans[index][0]]
            if not same_matter(without_asides(between)):
                reading.waiting = []
                return
        for reason in reasons:
            self._state(index, self._references[reason].relation, reason)

    def _is_listed(self, index: int) -> bool:
        """Whether a mention is the next of a list with the one before it."""
        return _MEMBER.fullmatch(self._words_before(index)) is not None

    def _group(self, index: int) -> tuple[int, ...]:
        """The mention with those before it in the same list, if all are of one type."""
        group = [index]
        while group[0] > self._sentence.first and self._is_listed(group[0]):
            before = self._references[group[0] - 1]
            here = self._references[group[0]]
            if (before.type, before.relation) != (here.type, here.relation):
                break
            group.insert(0, group[0] - 1)
        return tuple(group)

    def _is_governed(self, index: int) -> bool:
        reference = self._references[index]
        return reference.relation in _REASONS or is_governed(self._words_before(index))

    def _before(self, index: int) -> tuple[int, ...]:
        """The documents named right before a mention; what stands in brackets is passed over."""
        before = index - 1
        lower, begin = self._source.lower, self._spans[index][0]
        if before >= self._sentence.first and _closes(lower[self._spans[before][1] : begin]):
            while before > self._sentence.first and "(" not in self._words_before(before):
                before -= 1
            before = max(before - 1, self._sentence.first)
        return self._group(before) if before >= self._sentence.first else self._sentence.about

    def _suffer(self, index: int, words: str) -> None:
        """Read a mention to which something is done."""
        reference = self._references[index]
        cue = nearest_cue(words)
        if cue is None:
            self._go_on(index, words)
            return
        if cue.relation != reference.relation or cue.role == "agent":
            return
        if cue.role == "target" and _ANOTHER.search(words, cue.end):
            return
        subjects = self._doers(index, words[: cue.start], cue)
        if subjects:
            self._undergo(index, subjects)
        elif reference.relation in _REASONS and self._waits(index, words[: cue.start], cue):
            self._wait(index)

    def _undergo(self, index: int, subjects: tuple[int, ...]) -> None:
        self.reading.partners[index] = subjects
        for subject in subjects:
            self._state(subject, self._references[index].relation, index)

    def _doers(self, index: int, words: str, cue: Cue) -> tuple[int, ...]:
        named = self._before(index)
        if not named:
            return ()
        reading = self.reading
        follows_this = index == self._sentence.first
        governed = not follows_this and self._is_governed(named[-1])
        tied = tie(words, cue.relation, governed=governed)
        if tied is None:
            return ()
        if tied is Tie.ATTACHED:
            return named
        if named[-1] in reading.partners:
            return reading.partners[named[-1]]
        return reading.actor if governed else named

    def _is_ended(self, index: int) -> bool:
        """Whether a mention of the sentence is of a document that another takes the place of."""
        if index < self._sentence.first:
            return False
        reference = self._references[index]
        return reference.relation in ("replaces", "repeals") and reference.relation_role != "agent"

    def _waits(self, index: int, words: str, cue: Cue) -> bool:
        if index == self._sentence.first and not self._sentence.about:
            return cue.relation == "based_on" or opens_clause(words)
        return opens_clause(words)

    def _wait(self, index: int) -> None:
        if self.reading.actor:
            self.reading.actor, self.reading.waiting = (), []
        self.reading.waiting.append(index)

    def _go_on(self, index: int, words: str) -> None:
        """Read a mention without a verb: the next of a list, or a proposal at the beginning."""
        reading, reference = self.reading, self._references[index]
        if index == self._sentence.first:
            if reference.relation in _REASONS and REASON.match(words):
                reading.waiting.append(index)
            elif self._is_ended(index) and self._sentence.about:  # on the day this one begins
                self._undergo(index, self._sentence.about)
            return
        before = self._references[index - 1]
        if (before.relation, before.relation_role) != (reference.relation, reference.relation_role):
            return
        if index - 1 in reading.waiting:
            reading.waiting.append(index)
        elif (partners := reading.partners.get(index - 1)) is not None:
            self._undergo(index, partners)

    def _change_others(self, index: int, words: str) -> None:
        """Read a mention that may change what was named before it: `B được thay thế bởi A`."""
        reading, reference = self.reading, self._references[index]
        cue = nearest_cue(words)
        lower, end = self._source.lower, self._spans[index][1]
        relation: Relation | None = None
        if cue is not None and cue.role == "agent" and reference.relation == cue.relation:
            if tie(words[: cue.start], cue.relation, governed=False):
                relation = cue.relation
        elif _CHANGED_BY.search(words) and (verb := _CHANGES.match(lower, end)):
            relation = verb.lastgroup  # type: ignore[assignment]  # the groups are relations
        elif _ENDS_WHEN.search(words) and _BEGINS.match(lower, end):
            relation = "repeals"
        elif _INSTEAD.search(words) and self._is_ended(index - 1):
            relation = "replaces"
        elif cue is None and index - 1 in reading.partners and self._is_listed(index):
            before = self._references[index - 1]
            if reference.relation_role == before.relation_role == "agent":
                relation = reference.relation
                reading.partners[index] = reading.partners[index - 1]
        if relation is None:
            return
        targets = reading.partners.get(index) or self._before(index)
        if reference.relation_role == "agent" and targets:
            reading.partners[index] = targets
        for target in targets:
            self._state(index, relation, target)
