"""Who may do what: the least role for every route of administration, here and nowhere else.

A route that is missing here is answered to nobody.
"""

from collections.abc import Mapping

from archive.catalogue.users import Role, may

#: What is open to who is not signed in.
OPEN = frozenset(("login", "sign_in"))

#: The least role for each endpoint of the blueprint.
LEAST: Mapping[str, Role] = {
    "sign_out": "viewer",
    "account": "viewer",
    "change_password": "viewer",
    "overview": "viewer",
    "portal": "viewer",
    "groups": "viewer",
    "run": "viewer",
    "jobs": "viewer",
    "job": "viewer",
    "storage": "viewer",
    "start_crawl": "operator",
    "stop_job": "operator",
    "pause": "operator",
    "resume": "operator",
    "set_schedule": "operator",
    "set_group_schedule": "operator",
    "extract_again": "operator",
    "extract_portal": "operator",
    "new_portal": "operator",
    "ask_preview": "operator",
    # what is withheld carries personal data: its title and the reason are for who runs the archive
    "withholding": "operator",
    # and what everybody sees is for who answers for it
    "new_withholding": "admin",
    "withhold": "admin",
    "lift_withholding": "admin",
    "rebuild": "admin",
    "backup": "admin",
    "portal_settings": "admin",
    "save_portal": "admin",
    "users": "admin",
    "add_user": "admin",
    "change_user": "admin",
    "audit": "admin",
}


def is_open(endpoint: str) -> bool:
    """Whether an endpoint is answered to everybody."""
    return endpoint in OPEN


def is_allowed(role: str, endpoint: str) -> bool:
    """Whether who has a role may ask an endpoint."""
    least = LEAST.get(endpoint)
    return least is not None and may(role, least)
