"""What the text says happens to a document, told by the cue nearest before the mention."""

import re
from typing import cast

from vietnamese.cleaning import CleanText
from vietnamese.references.candidates import Candidate
from vietnamese.references.cues import Cue, nearest_cue
from vietnamese.references.model import Relation

#: Words after which an earlier cue no longer speaks of the mention.
_BREAK = re.compile(
    r"(?<![^\W\d_])(?:vi phạm|theo quy định|quy định tại|kèm theo|nêu tại|trái với"
    r"|quy định trong|thành lập theo|được giao tại|theo đề nghị)(?![^\W\d_])"
)
_ALWAYS_BREAKS = re.compile(r"(?<![^\W\d_])thành lập theo(?![^\W\d_])")
_BREAKS: dict[Relation, re.Pattern[str]] = {"implements": _BREAK, "repeals": _BREAK}
_ISSUING = re.compile(
    r"(?<![^\W\d_])(?:ban hành|(?<!khi )có|ký|ra|gửi|phát hành|(?<!quy định )chi tiết|toàn văn)"
    r"\s{0,3}(?:các\s|một\s|0\d\s)?$"
)
_EXPIRES = re.compile(r"\shết hiệu\slực")
#: Between a mention and `hết hiệu lực`: then it is another document that ends.
_TAKES_EFFECT = re.compile(r"\scó hiệu lực")
#: The day another document ends: `… hết hiệu lực kể từ ngày Luật này có hiệu lực`.
_UNTIL = re.compile(r"(?:từ ngày|đến ngày|đến khi|khi)\s{1,2}$")
_PROVISION = r"(?:điểm|khoản|điều|mục|chương|phần|tiết)\s[\w.]{1,6}[\s,]{1,3}(?:và\s)?"
#: The end of what stands before the next member of a list: nothing but a joint, an issuer (`; của
#: Sở Tư pháp tại Báo cáo …`) or provisions (`; Điều 2 Thông tư …`).
_GOES_ON = re.compile(
    r"(?:^|(?P<joint>[;,])|\svà|\scùng|\shoặc)[\s*]*(?:và\s)?(?:của\s[^;,.\d]{3,60}\stại\s)?"
    rf"(?:{_PROVISION}){{0,4}}(?:của\s)?(?:các\s)?(?:từ\s)?(?:số\s)?$"
)
_LONGEST_JOINT = 150
_NEAR_PREAMBLE = 200
_COORDINATED = re.compile(r"[,;]|\svà\s")
#: A preamble's reason that is no `Căn cứ`: `Xét Tờ trình số …`, `Theo đề nghị … tại Công văn …`.
_PROPOSED = re.compile(
    r"[\s*_+-]*(?:theo đề nghị|xét(?:\s(?:đề nghị|tờ trình|báo cáo|công văn|văn bản)|\s*$))"
)
#: An item of a list whose first words say what happens to all: `bãi bỏ các quy định tại:`.
_ITEM = re.compile(
    rf"\s*(?:[a-zđ]\)|\d{{1,2}}[.)]|[-+*•])\s{{0,3}}(?:{_PROVISION}){{0,4}}(?:của\s)?"
)
_ITEM_LINE = re.compile(r"\s*(?:[a-zđ]\)|\d{1,2}[.)]|[-+*•]|[a-zà-ỹđ])")
_INTRODUCTION = re.compile(r":\s{0,3}\n")
_ITEMS_REACH = 2000
_CHANGING = ("replaces", "repeals")
#: A document that another replaced or repealed.
_ENDED = re.compile(
    r"\s(?:đã\s)?(?:được|bị)\s(?:(?P<replaces>thay thế)|(?P<repeals>bãi bỏ|hủy bỏ|huỷ bỏ))"
    r"\s(?:bởi|bằng|theo)\s"
)
#: Between a document and what the passive says of it: its title, if any.
_TITLE_WORD = r"(?:về|quy định|ban hành|phê duyệt|hướng dẫn|v/v)\s"
_TITLE = rf"(?:\s{{0,2}}{_TITLE_WORD}(?:(?!\s(?:này|cụm từ|nội dung|có hiệu)\b)[^;:()]){{2,160}}?)?"
_SINCE = r"(?:(?:hiện|nay|đã|sẽ|vừa|cũng|đều)\s){0,3}"
_ENDED_SUBJECT = re.compile(rf"{_TITLE},?\s{{1,3}}\(?{_SINCE}")
_AMENDED = re.compile(rf"{_TITLE}\s{{1,3}}\(?{_SINCE}")
#: Between the passive and the document by which it happens.
_BY = re.compile(
    r"(?:\smột số (?:điều|nội dung))?(?:\s(?:bởi|bằng|theo|tại))?(?:\squy định tại)?\s"
    rf"(?:{_PROVISION}){{0,4}}(?:của\s)?(?:các\s)?"
)
#: After the amending document, where the sentence is not about the change.
_TELLS_MORE = re.compile(r"\s(?:thì|quy định|có quy định|nêu|như sau)(?![^\W\d_])")
#: News of a document: `… vừa được Chính phủ ban hành`, `Nghị quyết … của Chính phủ vừa ban hành`.
_JUST_ISSUED = re.compile(
    r"(?:[^.;\n]{0,120}?\s(?:vừa|mới)\s(?:được|do)|\s(?:mà\s)?(?:vừa|mới)\s(?:ban hành|ký))\s"
)
#: The verb of a document that changes another, which follows.
_CHANGES = re.compile(
    r"\s(?:có hiệu lực\s)?(?:đã\s|sẽ\s|nhằm\s|để\s)?"
    r"(?:(?P<amends>sửa đổi|bổ sung)|(?P<replaces>thay thế)|(?P<repeals>bãi bỏ|hủy bỏ|huỷ bỏ))"
    r"(?![^\W\d_])"
)
#: What may stand before the subject of such a sentence.
_OPENING = re.compile(
    r"[\s\d.)*+-]*(?:(?:đồng thời|theo đó|ngoài ra|trong đó|cụ thể|từ ngày [\d./-]+),?\s)?"
)


#: What stands in brackets, also in such as were opened before.
_BRACKETS = re.compile(r"(?:\([^()]{0,200}|^[^()]{0,200})\)")


def attach_relation(
    source: CleanText,
    candidate: Candidate,
    previous: Candidate | None,
    is_followed: bool,
    begin: int,
    finish: int,
) -> None:
    """Tell the relation of a mention from its sentence, which begins and ends there.

    `previous` is the mention before it in the same sentence, whose relation goes on through a
    list; `is_followed` says whether another mention follows in it.
    """
    floor = begin if previous is None else max(begin, previous.tail)
    between = source.lower[floor : candidate.start].replace("\n", " ")
    gap = _outside_brackets(between) if ")" in between else between
    found = nearest_cue(gap)
    if previous is not None and _goes_on(gap, candidate, previous, found, _leaves(between)):
        if candidate.relation_role == "agent":
            return
        found = None
    elif found is not None and found.role == "agent":
        _take(candidate, found, gap, previous)
        if previous is not None and previous.relation == "mentions":
            _tell_changed(source, previous, candidate, found, gap, begin)
        return
    elif gap.endswith(("được ", "bị ")) and (change := _changes(source, candidate)):
        candidate.relation, candidate.relation_role = change, "agent"
        subject = _ENDED_SUBJECT.fullmatch(gap.rpartition(" ")[0].rpartition(" ")[0] + " ")
        if previous is not None and previous.relation == "mentions" and subject:
            previous.relation, previous.relation_role = change, "target"
        return
    if _expires(source.lower, candidate, gap, finish):
        candidate.relation, candidate.relation_role = "repeals", "target"
    elif candidate.follows_verb and _ISSUING.search(gap):
        candidate.relation, candidate.relation_role = "issued", None
    elif found is not None:
        speaks_of_another = _BREAKS.get(found.relation, _ALWAYS_BREAKS)
        if not speaks_of_another.search(gap, found.end):
            _take(candidate, found, gap, previous)
    elif candidate.relation != "mentions":
        return
    elif previous is None and len(gap) <= _NEAR_PREAMBLE and _PROPOSED.match(gap):
        candidate.relation = "based_on"
    elif previous is None and _ITEM.fullmatch(between) and (listed := _introduced(source, begin)):
        candidate.relation, candidate.relation_role = listed.relation, listed.role
    elif (ends := _ENDED.match(source.lower, candidate.tail)) is not None:
        candidate.relation, candidate.relation_role = cast("Relation", ends.lastgroup), "target"
    elif is_followed and _OPENING.fullmatch(gap) and (change := _changes(source, candidate)):
        candidate.relation, candidate.relation_role = change, "agent"
    elif _is_just_issued(source.lower, candidate.tail, finish):
        candidate.relation = "issued"


def _outside_brackets(gap: str) -> str:
    """The words before a mention, what stands between closed brackets blanked out."""
    return _BRACKETS.sub(lambda match: " " * len(match.group()), gap)


def _take(candidate: Candidate, cue: Cue, gap: str, previous: Candidate | None) -> None:
    """Give the mention the relation of the cue before it.

    A cue in the title of the mention before, `thay thế Thông tư A về sửa đổi Thông tư B`, leaves
    that one's relation to what follows in the list: `, Thông tư C`.
    """
    candidate.relation, candidate.relation_role = cue.relation, cue.role
    if previous is not None and not _COORDINATED.search(gap, 0, cue.start):
        outer = previous.outer or (previous.relation, previous.relation_role)
        candidate.outer = None if outer[0] == "mentions" else outer


def _tell_changed(
    source: CleanText, changed: Candidate, agent: Candidate, cue: Cue, gap: str, begin: int
) -> None:
    """Say of the subject of `A … được thay thế bởi B` that this happens to it.

    What is only named with its changes, `theo Luật A được sửa đổi bởi Luật B`, is not spoken of.
    """
    if not _BY.fullmatch(gap, cue.end):
        return
    if cue.relation == "amends":
        opening = source.lower[begin : changed.start]
        is_told = _AMENDED.fullmatch(gap, 0, cue.start) and _OPENING.fullmatch(opening)
        if not is_told or _TELLS_MORE.match(source.lower, agent.tail):
            return
    elif not _ENDED_SUBJECT.fullmatch(gap, 0, cue.start):
        return
    changed.relation, changed.relation_role = cue.relation, "target"


def _may_go_on(gap: str) -> bool:
    """Whether the last word is one that joins, or the number of a provision: a look, no search."""
    word = gap.rstrip(" *").rpartition(" ")[2]
    return len(word) <= 3 or word[-1] in ",;." or word[-1].isdigit() or word in ("cùng", "hoặc")


def _leaves(between: str) -> bool:
    """Whether the mention before stands in brackets that this one does not."""
    return ")" in between and "(" not in between.partition(")")[0]


def _goes_on(
    gap: str, candidate: Candidate, previous: Candidate, found: Cue | None, leaves: bool
) -> bool:
    """Let the relation of the mention before go on to this one, the next of the same list.

    `leaves` says that the list of that one ended with its brackets.
    """
    if previous.relation == "mentions" or not _may_go_on(gap):
        return False
    joint = _GOES_ON.search(gap, max(0, len(gap) - _LONGEST_JOINT))
    if joint is None or (found is not None and found.end > joint.start()):
        return False
    if _BREAK.search(gap):
        return False
    if previous.relation == "issued" and found is not None and joint["joint"] != ";":
        return False
    outer = previous.outer
    is_target = outer is not None and outer[1] == "target" and previous.relation_role != "agent"
    if outer is not None and (leaves or joint["joint"] == ";" or is_target):
        candidate.relation, candidate.relation_role = outer
    elif leaves and previous.relation_role == "agent":
        return False
    else:
        candidate.relation, candidate.relation_role = previous.relation, previous.relation_role
        candidate.outer = outer
    return True


def _introduced(source: CleanText, begin: int) -> Cue | None:
    """What the words that introduce a list say of its items, one of which begins at `begin`."""
    window = max(0, begin - _ITEMS_REACH)
    for match in _INTRODUCTION.finditer(source.lower, window, begin):
        items = source.lower[match.end() : begin].splitlines()
        if all(_ITEM_LINE.match(line) for line in items if line.strip()):
            cue = nearest_cue(source.lower[max(0, match.start() - 200) : match.start() + 1])
            return cue if cue is not None and cue.relation in _CHANGING else None
    return None


def _expires(lower: str, candidate: Candidate, gap: str, end: int) -> bool:
    """Whether the words after a mention say that it ends; the plain look first is much faster."""
    begin = candidate.tail
    if lower.find("hết hiệu", begin, end) <= begin or _UNTIL.search(gap):
        return False
    expires = _EXPIRES.search(lower, begin, end)
    return expires is not None and not _TAKES_EFFECT.search(lower, begin, expires.start())


def _is_just_issued(lower: str, begin: int, end: int) -> bool:
    """Whether the words after a mention are news of it; the plain look first is much faster."""
    if lower.find("vừa", begin, end) < 0 and lower.find("mới", begin, end) < 0:
        return False
    return _JUST_ISSUED.match(lower, begin, end) is not None


def _changes(source: CleanText, candidate: Candidate) -> Relation | None:
    """What a document does to the next by the verb right after it: `Nghị định A sửa đổi B`."""
    match = _CHANGES.match(source.text, candidate.tail)
    return cast("Relation", match.lastgroup) if match else None
