"""Who does something by the command line, as the audit log names them."""

import getpass
import os
from datetime import datetime

from sqlalchemy.orm import Session

from archive.catalogue.audit import ON_COMMAND_LINE, Actor, Deed, log


def who() -> str:
    """The operating system's user; by number where it has no name, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def note_deed(session: Session, deed: Deed, now: datetime) -> None:
    """Write down what is done, in the transaction that does it."""
    log(session, Actor(f"{who()}{ON_COMMAND_LINE}"), deed, now)
