"""`congtin settings`."""

from dataclasses import asdict

import click

from congtin.cli.output import write_json
from congtin.settings import load_settings
from congtin.settings_in_force import settings_in_force


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def settings(overrides: dict[str, str], as_json: bool) -> None:
    """Show the settings in force and where each value comes from.

    A value comes from the command line, from a CONGTIN_* variable, from congtin.toml in the working
    folder (CONGTIN_CONFIG names another file), or is the default.
    """
    in_force = settings_in_force(load_settings(**overrides), **overrides)
    if as_json:
        for setting in in_force:
            write_json(asdict(setting))
        return
    width = max(len(setting.name) for setting in in_force)
    for setting in in_force:
        click.echo(f"{setting.name:{width}}  {setting.value}")
        click.echo(f"{'':{width}}    {setting.description}; from {setting.origin}")
