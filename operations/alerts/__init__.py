"""Alerts of saved searches: new matches are looked for and told, by e-mail or webhook."""

from operations.alerts.mailing import Mail, MailSettingsError, read_mail
from operations.alerts.running import AlertReport, run_alerts
from operations.alerts.sending import Outgoing

__all__ = [
    "AlertReport",
    "Mail",
    "MailSettingsError",
    "Outgoing",
    "read_mail",
    "run_alerts",
]
