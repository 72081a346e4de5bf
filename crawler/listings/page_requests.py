"""How to ask for a page: mostly by its address, sometimes with a form that is posted there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What to send for a page: GET `url`, or, where there is one, POST `form` or `json` there.

    Attributes:
        url: absolute http(s) address.
        form: the fields of a form (application/x-www-form-urlencoded), in order.
        json: a JSON body.
    """

    url: str
    form: tuple[tuple[str, str], ...] = ()
    json: str | None = None
