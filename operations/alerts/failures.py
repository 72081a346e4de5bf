"""How a message may fail to get through."""

from typing import Literal

#: `ours`: by what is set up here, and so for all messages alike. `later`: it may get through when
#: it is tried again. `refused`: it never will.
Fault = Literal["ours", "later", "refused"]


class DeliveryError(Exception):
    """A message did not get through. Says why, in a line, without anything secret."""

    def __init__(self, fault: Fault, why: str) -> None:
        super().__init__(" ".join(why.split())[:500])
        self.fault: Fault = fault
