"""What the Vietnamese language needs: normalising, folding, segmenting, dates, document references.

Pure functions that need nothing else of this project. The heavy ones are imported when first used.
"""

from vietnamese.references import Reference

__all__ = ["Reference"]
