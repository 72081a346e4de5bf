"""Days as options of commands."""

import click

from vietnamese.typed_days import NoSuchDayError, read_typed_day


class _Day(click.ParamType[str]):
    """A day as 2023-05-01 or 1/5/2023; what is neither is wrong usage."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day in its one form."""
        try:
            day = read_typed_day(value)
        except NoSuchDayError as error:
            self.fail(str(error), param, ctx)
        if day is None:
            self.fail(f"{value!r} is no day; write it as 2023-05-01 or 1/5/2023", param, ctx)
        return day


DAY = _Day()
