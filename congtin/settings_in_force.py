"""The settings as `congtin settings` shows them: each with its value and where that comes from."""

from dataclasses import dataclass
from typing import Any

from congtin.settings import Settings, origin_of, without_password


@dataclass(frozen=True, slots=True)
class SettingInForce:
    """One setting as `congtin settings` shows it."""

    name: str
    variable: str
    value: str
    origin: str
    description: str


def settings_in_force(settings: Settings, **overrides: Any) -> list[SettingInForce]:
    """Every setting with its value and origin; passwords in addresses are not shown."""
    return [
        SettingInForce(
            name=name,
            variable=f"CONGTIN_{name.upper()}",
            value=_shown(getattr(settings, name)),
            origin=origin_of(name, overrides),
            description=field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]


def _shown(value: object) -> str:
    return "" if value is None else without_password(str(value))
