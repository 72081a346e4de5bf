"""English text like court opinions, invented here: what eyecite is made for.

Parties, findings and page numbers are made up. The forms of citation are the usual ones (full,
short, supra, id., statutes), one every five hundred characters, as opinions have them; only one
full citation in four names its court, which takes eyecite twenty times as long as the rest.
"""

_PARAGRAPHS = (
    "The district court granted the motion to dismiss, holding that the complaint stated no claim"
    " under the statute as this court has read it since Alder v. Brook, {a} U.S. {b}, {c} (1986)."
    " We review that holding anew, accepting the facts pleaded as true and drawing every reasonable"
    " inference in favor of the party who did not move. See Cole v. Dunmore County, {d} U.S. {e},"
    " {f} (2004).",
    "Appellant first contends that notice was defective because the letter was sent to a street on"
    " which she had not lived for six years. The record shows that the clerk knew of the move: the"
    " envelope came back twice, and on the second occasion with the new address written upon it by"
    " a neighbor. What is due is notice reasonably calculated to reach its reader, and a sender who"
    " learns that it has not must do something more where something more is easily done.",
    "That conclusion follows from 42 U.S.C. § 1983 and from Alder, {a} U.S. at {c}, where the"
    " clerk's knowledge was likewise undisputed. Id. at {f}. The dissent below read Ester v. Field"
    " Supply Co., {g} F.2d {h} (2d Cir. 1979), as confining the rule to commercial creditors."
    " Nothing in the opinion says so, and nothing in the reasons it gave depends on who the"
    " creditor was; what mattered there was that he knew.",
    "The trial lasted four days. Eleven witnesses testified, among them the surveyor who had drawn"
    " the boundary in the first place and the farmer whose cattle had crossed it every spring for"
    " thirty years. The jury was out for less than an afternoon. It found for the plaintiff on the"
    " trespass, for the defendant on the nuisance, and awarded one dollar. Neither side asked that"
    " it be polled, and neither objected to the instruction that the parties had drafted together.",
    "The instruction was not wrong. It told the jurors that a boundary which both neighbors had"
    " treated as settled for the whole of the period could be found to be settled, and that a fence"
    " put up for cattle alone need not mark one. That the jurors then believed the surveyor and not"
    " the farmer was for them. We do not weigh again what was weighed in the courtroom, where the"
    " voices were heard and the maps unrolled upon the floor.",
    "Costs are another matter. Under the rule of Grange v. Holloway, {g} S. Ct. {h}, {b} (2011), a"
    " prevailing party recovers them as of course, unless the court says why not; see also Ester,"
    " supra, at {h}. Here the court said only that the sum was small. It was, but that is no"
    " reason: most sums of costs are, and a rule which gave way to every small sum would be none.",
    "For these reasons the judgment is affirmed in part and reversed in part, and the matter is"
    " remanded so that the court may consider in the first instance whether the limitations period"
    " was tolled while the administrative claim was pending. Each side shall bear its own costs on"
    " this appeal.",
)
#: How far apart the numbers of one section are, by name.
_STEPS = {"a": 7, "b": 13, "c": 19, "d": 31, "e": 43, "f": 61, "g": 73, "h": 97}
_SECTIONS = 8


def make_opinions(count: int) -> list[str]:
    """`count` opinions of about twenty kilobytes each, always the same."""
    return [_make_opinion(number) for number in range(count)]


def _make_opinion(number: int) -> str:
    paragraphs = []
    for section in range(number * _SECTIONS, (number + 1) * _SECTIONS):
        pages = {name: (section + 1) * step % 880 + 20 for name, step in _STEPS.items()}
        paragraphs += [paragraph.format(**pages) for paragraph in _PARAGRAPHS]
    return "\n\n".join(paragraphs)
