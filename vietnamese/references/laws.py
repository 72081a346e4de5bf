"""Laws, codes, ordinances and constitutions named with their year: `Luật Đất đai năm 2013`."""

import re
from collections.abc import Iterator

from vietnamese.cleaning import CleanText
from vietnamese.dates import DATE_PATTERN, day_of
from vietnamese.document_types import TYPE_BY_WORD
from vietnamese.references.bodies import BODY
from vietnamese.references.candidates import Candidate
from vietnamese.references.heads import amending_start

_ANCHORS = ("luật", "pháp lệnh", "hiến pháp")
#: Codes by their usual abbreviations: penal, civil, labour, and the two of procedure.
_ABBREVIATED = re.compile(
    r"BL(?:HS|DS|LĐ|TTHS|TTDS|HH)\s{1,2}(?:năm\s{1,2})?(?P<year>(?:19|20)\d\d)(?![\d/.-]*\d)"
)
_NAME = re.compile(
    r"(?P<name>[^\d.;:()\[\]\"”“|]{1,150}+"
    # `Luật Đất đai (sửa đổi) năm 2024`, `Bộ luật Dân sự (2015)`
    r"(?:\((?:sửa đổi|sửa đổi,? bổ sung)\)\s{1,2}(?:năm\s{1,2})?"
    # `Luật Xây dựng (sửa đổi, bổ sung năm 2020)`
    r"|(?P<bracket>\()(?:sửa đổi(?:,? bổ sung)?\s{1,2})?(?:năm\s{1,2})?(?=\d{4}\)))?)"
    r"(?P<year>(?:19[4-9]|20[0-4])\d)?"
)
_NOT_A_YEAR = re.compile(r"\s?[/.-]?\s?\d")
_DAY = re.compile(DATE_PATTERN)
_DAY_CUE = re.compile(r"(?<=[\s,])ngày\s{1,2}$")
#: A law is passed by the Assembly and announced by the head of state: another body's day closes
#: the title of a decree that names the law, as in the notes of the Pháp điển.
_OF_ANOTHER = re.compile(
    r"\s{1,2}của\s{1,2}(?!quốc hội|(?:ủy|uỷ) ban thường vụ|ubtvqh|chủ tịch nước|nhà nước"
    rf"|(?:chủ tịch )?hội đồng nhà nước){BODY}"
)
_YEAR_CUE = re.compile(r"[\s,(]{1,3}(?:năm\s{1,2})?$")
#: The years of Vietnam's constitutions (that of 1959 was announced on 1 January 1960), and of the
#: two of the Republic in the South: other countries have theirs in other years.
_CONSTITUTIONS = frozenset(("1946", "1956", "1959", "1960", "1967", "1980", "1992", "2013"))
#: What a constitution named in full holds between the word and the year.
_OF_VIETNAM = re.compile(r"\b(?:việt nam|nước ta|nước|của nước ta)\s*$|^\s*,?\s*$")

#: Before `luật`: words that make another word of it, and drafts, which have no year of their own.
_BEFORE_OTHER = re.compile(
    r"(?:pháp|kỷ|kỉ|quy|qui|học|khoa|hãng|ngành|văn phòng|công ty|hội|đạo|định|thanh|âm|nhạc"
    r"|dự thảo|dự án|dự án sửa đổi)\s{1,2}$"
)
_AFTER_OTHER = re.compile(
    r"\s{1,2}(?:sư|gia|pháp|lệ|chơi|rừng|ngầm|thi đấu|im lặng|bóng đá|hấp dẫn|nhân quả|này|trên)\b"
)
#: Words that a law's name does not hold: the sentence has gone on, and the year is another's.
_NOT_IN_A_NAME = re.compile(
    r"\b(?:được|đã|từ|ngày|khi|nếu|là|quy định|nêu|này|hiện hành|sẽ|mới|thông qua|giai đoạn|trong"
    r"|nhiệm kỳ|trên|ông|bà|vào|cho|vì|do|để|đến|kể|có hiệu lực|luật|pháp lệnh|nghị định|thông tư"
    r"|nghị quyết|quyết định|kế hoạch|số|của (?:mỹ|anh|pháp|nga|trung quốc|nhật|hàn quốc))\b"
    # other countries, and letters that no Vietnamese name has
    r"|\b(?:hoa kỳ|trung quốc|nhật bản|hàn quốc|liên bang|anh quốc|châu âu|hồng kông|đài loan"
    r"|thái lan|campuchia|singapore)\b|[fjwz]"
    r"|\btheo (?!hợp đồng|phương thức)|\bthực hiện\b(?! dân chủ ở)"
)
#: Words of names that hold one of those: `Luật Công nghiệp công nghệ số`, `Luật Chuyển đổi số`.
_SUBNAMES = re.compile(r"(?:pháp luật|kỷ luật|(?:công nghệ|chuyển đổi|kinh tế|dữ liệu) số)")
_FOREIGN = re.compile(
    r"\s{1,2}của\s(?:nước\s)?(?:mỹ|hoa kỳ|anh|pháp|nga|liên xô|đức|trung quốc|nhật|hàn quốc"
    r"|thái lan|singapore|indonesia|malaysia|philippines|campuchia|lào|ấn độ|úc|australia|canada"
    r"|châu âu)\b"
)
_TREATY = re.compile(r"công ước[^.;]{0,80}$")
_WORD_LIMIT = 24


def find_laws(source: CleanText) -> Iterator[Candidate]:
    """The laws that the text names with a year or a day, in no particular order."""
    for anchor in _ANCHORS:
        position = source.lower.find(anchor)
        while position >= 0:
            candidate = _read(source, position, anchor)
            if candidate is not None:
                yield candidate
            position = source.lower.find(anchor, position + len(anchor))
    if "BL" in source.text:
        for match in _ABBREVIATED.finditer(source.text):
            yield Candidate(
                match.start(),
                match.end(),
                match.end(),
                type=TYPE_BY_WORD["bộ luật"],
                own_type=True,
                law_year=int(match["year"]),
            )


def _read(source: CleanText, position: int, anchor: str) -> Candidate | None:
    lower = source.lower
    after = position + len(anchor)
    if lower[after : after + 1].isalpha() or lower[max(0, position - 1) : position].isalpha():
        return None
    named = _NAME.match(lower, after)
    if named is None or _AFTER_OTHER.match(lower, after):
        return None
    name, year, end = named["name"], named["year"], named.end()
    day = None
    if year is None and not name.rstrip().endswith("ngày"):
        return None
    if cue := _DAY_CUE.search(name):
        match = _DAY.match(lower, named.end("name"))
        day = day_of(match) if match else None
        if match is None or day is None or _OF_ANOTHER.match(lower, match.end()):
            return None
        name, year, end = name[: cue.start()], day[:4], match.end()
    elif year is None or _NOT_A_YEAR.match(lower, end):
        return None
    elif year_cue := _YEAR_CUE.search(name):
        name = name[: year_cue.start()]
    else:
        return None
    start, word = position, anchor
    if anchor == "luật" and (
        code := re.search(r"bộ\s{1,2}$", lower[max(0, position - 5) : position])
    ):
        start, word = position - len(code.group()), "bộ luật"
    if not _is_law_name(lower, name, anchor, start) or _FOREIGN.match(lower, end):
        return None
    if anchor == "hiến pháp" and not (year in _CONSTITUTIONS and _OF_VIETNAM.search(name)):
        return None
    end += 1 if named["bracket"] else 0
    start = amending_start(source, start)
    return Candidate(
        start, end, end, type=TYPE_BY_WORD[word], own_type=True, law_year=int(year), issued_on=day
    )


def _is_law_name(lower: str, name: str, anchor: str, start: int) -> bool:
    if not name.strip() and anchor != "hiến pháp":
        return False
    if len(name.split()) > _WORD_LIMIT or _NOT_IN_A_NAME.search(_SUBNAMES.sub("", name)):
        return False
    before = lower[max(0, start - 100) : start]
    if _BEFORE_OTHER.search(before[-20:]):
        return False
    return not (name.strip() == "biển" or _TREATY.search(before))
