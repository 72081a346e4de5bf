"""Days as options of commands."""

from datetime import date

import click


class _Day(click.ParamType[str]):
    """A day as YYYY-MM-DD; other forms are wrong usage."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day in its one form."""
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no day; write it as YYYY-MM-DD", param, ctx)


DAY = _Day()
