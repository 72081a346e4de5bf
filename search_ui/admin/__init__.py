"""Administration: who runs the archive sees how it goes, and says what is to be done.

Nothing is done here but in the catalogue: wishes are rows, and workers act on them. Every page has
its least role in `permissions`; every form has a token; what is done is in the audit log.
"""

from search_ui.admin import (
    crawling,
    editing,
    entering,
    grouping,
    inspecting,
    keeping,
    managing_users,
    overview,
    withholding,
)
from search_ui.admin.blueprint import blueprint

#: These share the blueprint.
__all__ = [
    "blueprint",
    "crawling",
    "editing",
    "entering",
    "grouping",
    "inspecting",
    "keeping",
    "managing_users",
    "overview",
    "withholding",
]
