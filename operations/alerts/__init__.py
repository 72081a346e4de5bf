"""Alerts of saved searches: new matches are looked for and told, by e-mail or webhook."""

from operations.alerts.mailing import Mail, MailSettingsError, read_mail
from operations.alerts.sending import Outgoing

__all__ = [
    "Mail",
    "MailSettingsError",
    "Outgoing",
    "read_mail",
]
