"""The messages of accounts, on examples: what django-allauth gives to each."""

from collections.abc import Callable
from functools import partial

from django.utils import timezone

from . import mails
from .examples import person

_DEVICE = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def _code(name: str) -> None:
    mails.send(template_prefix=name, address=person().email, context={"user": person(), "code": "41830275"})


def _unknown(name: str) -> None:
    mails.send(
        template_prefix=name, address="odile@example.org", context={"user": person() if "exists" in name else ""}
    )


def _notice(name: str) -> None:
    mails.send(
        template_prefix=name,
        address=person().email,
        context={
            "user": person(), "timestamp": timezone.now(), "user_agent": _DEVICE, "ip": "192.0.2.7",
            "from_email": "o.ternois@example.net", "to_email": "odile@example.org",
            "deleted_email": "o.ternois@example.net", "provider": "Portail régional",
        },
    )  # fmt: skip


_KINDS: dict[Callable[[str], None], list[str]] = {
    _code: [
        "account/email/email_confirmation_signup", "account/email/email_confirmation", "account/email/login_code",
        "account/email/password_reset_code",
    ],
    _unknown: ["account/email/unknown_account", "account/email/account_already_exists"],
    _notice: [
        "account/email/email_changed", "account/email/email_confirm", "account/email/email_deleted",
        "account/email/password_changed", "account/email/password_reset", "account/email/password_set",
        "mfa/email/recovery_codes_generated", "mfa/email/totp_activated", "mfa/email/totp_deactivated",
        "mfa/email/webauthn_added", "mfa/email/webauthn_removed", "socialaccount/email/account_connected",
        "socialaccount/email/account_disconnected",
    ],
}  # fmt: skip
PREVIEWS: dict[str, Callable[[], None]] = {
    name.replace("/email/", "."): partial(preview, name) for preview, names in _KINDS.items() for name in names
}
