"""Who can issue documents, between which days, and what became of whom.

Bodies at the centre are in tables of ours, each row with its source. Those of the provinces are
made of two tables: territories (`territories`) and the offices that these have (`offices`).
"""

from documents.bodies.identifying import identify_body
from documents.bodies.issuing_body import BodyLevel, IssuingBody
from documents.bodies.lineage import find_body, predecessors_of, successors_of

__all__ = [
    "BodyLevel",
    "IssuingBody",
    "find_body",
    "identify_body",
    "predecessors_of",
    "successors_of",
]
