"""A capture taken out of the archive, so that others can verify and replay it without us."""

from archive.evidence.copying import Place
from archive.evidence.packing import write_warc
from archive.evidence.wacz import Contents, Page, write_wacz

__all__ = ["Contents", "Page", "Place", "write_wacz", "write_warc"]
