"""What alerts go out by, as the settings have it."""

from archive.contact_addresses import email_address, webhook_url
from congtin.settings import Settings, SettingsError
from operations.alerts.mailing import Mail, MailSettingsError, read_mail
from operations.alerts.sending import Outgoing
from operations.health import Recipients


def mail_of(settings: Settings) -> Mail | None:
    """The mail server of the settings; None if they name none.

    Raises:
        congtin.settings.SettingsError: they name none that can be used.
    """
    try:
        return read_mail(settings.smtp_url, settings.mail_from)
    except MailSettingsError as error:
        raise SettingsError(str(error)) from error


def recipients_of(settings: Settings) -> Recipients:
    """Who is told of the health of portals.

    Raises:
        congtin.settings.SettingsError: an address is none.
    """
    try:
        return Recipients(
            mail=tuple(
                email_address(given) for given in settings.health_mail.split(",") if given.strip()
            ),
            webhook=webhook_url(settings.health_webhook) if settings.health_webhook else "",
            secret=settings.health_secret.get_secret_value(),
        )
    except ValueError as error:
        raise SettingsError(f"health_mail, health_webhook: {error}") from error


def trusted_hosts_of(settings: Settings) -> frozenset[str]:
    """The hosts at private addresses that webhooks may be at."""
    hosts = (host.strip().lower() for host in settings.webhook_hosts.split(","))
    return frozenset(filter(None, hosts))


def outgoing_of(settings: Settings) -> Outgoing:
    """What alerts go out by.

    Raises:
        congtin.settings.SettingsError: the mail server cannot be used as it is named.
    """
    return Outgoing(
        mail=mail_of(settings),
        public_address=settings.public_address,
        user_agent=settings.user_agent,
        trusted_hosts=trusted_hosts_of(settings),
    )
