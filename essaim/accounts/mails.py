"""The messages of sign-in and of the account's safety: text and HTML, in the person's language, through the outbox."""

import functools
import secrets
from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models.functions import Lower
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from essaim.kernel import french
from essaim.kernel.hooks import mail_requested, mails_requested

from . import letters
from .models import User


def person_at(address: str) -> User | None:
    """The person whose address this is, a verified one first."""
    known = EmailAddress.objects.filter(email__iexact=address).order_by("-verified").select_related("user").first()
    return known.user if known else User.objects.filter(email__iexact=address).first()


def people_at(addresses: Iterable[str]) -> dict[str, User]:
    """The people of many addresses, by address in lower case: as `person_at`, in two queries."""
    wanted = {address.lower() for address in addresses}
    users = User.objects.annotate(low=Lower("email")).filter(low__in=wanted)
    found: dict[str, User] = {user.email.lower(): user for user in users}
    rows = EmailAddress.objects.annotate(low=Lower("email")).filter(low__in=wanted).select_related("user")
    found |= {row.email.lower(): row.user for row in rows.order_by("verified")}
    return found


def send(
    *, template_prefix: str, address: str, context: dict[str, Any], key: str = "", club: Any = None,
    reply_to: str = "", calendar: str = "", stream: str = "", button: tuple[str, str] | None = None,
) -> None:  # fmt: skip
    """Queue the message made of `<template_prefix>_subject.txt` and `_message.txt` (which extends
    `account/email/base_message.txt`).

    It is written in the language of the person who has this address, else in the language of the page being served.
    `key`: the same key is never queued twice; without one, each call is a message of its own. `reply_to`, `calendar`
    and `stream`: as `kernel.hooks.mail_requested` says. `button`: a label, and an address that stands alone in a
    paragraph of the text; without it, the first such address is the button, named by the words before it when they
    end with `:`.
    """
    person = context.get("user") or person_at(address)
    facts = compose(
        template_prefix=template_prefix, address=address, context=context, person=person, club=club, button=button
    )
    mail_requested.tell(
        **facts, key=key or f"{template_prefix}:{secrets.token_urlsafe(12)}", club=club, reply_to=reply_to,
        calendar=calendar, stream=stream,
    )  # fmt: skip


def send_many(messages: Iterable[dict[str, Any]], *, club: Any, stream: str = "", batch: int = 500) -> None:
    """Queue many messages of one club and stream, each made by `compose` and given its `key`, maybe its `reply_to` and
    `calendar`: as `send` would one by one, in a few queries for each `batch`."""
    waiting = list(messages)
    for start in range(0, len(waiting), batch):
        mails_requested.tell(messages=waiting[start : start + batch], club=club, stream=stream)


def compose(
    *, template_prefix: str, address: str, context: dict[str, Any], person: Any, club: Any = None,
    button: tuple[str, str] | None = None,
) -> dict[str, str]:  # fmt: skip
    """The message in words: `kind`, `to`, `language`, `subject`, `text`, `html`. No query."""
    language = person.language if isinstance(person, User) else translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        context = {
            **context,
            "email": address,
            "name": getattr(person, "name", ""),
            "site": settings.ESSAIM_URL,
            **{name: settings.ESSAIM_URL + path for name, path in _paths(language).items()},
        }
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        text = render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n"
        if language == "fr":
            subject, text = (french.contracted(words, club.name if club else "") for words in (subject, text))
        html = letters.html_of(
            text,
            language=language,
            subject=subject,
            sender=club.name if club else settings.ESSAIM_NAME,
            code=context.get("code", ""),
            button=button,
        )
    return {
        "kind": template_prefix.replace("/email/", "."),
        "to": address,
        "language": language,
        "subject": subject,
        "text": letters.plain(text),
        "html": html,
    }


@functools.lru_cache(maxsize=8)
def _paths(language: str) -> dict[str, str]:
    """The pages that any message may name, in the language under way, which is `language`."""
    return {
        "account_url": reverse("accounts:detail"),
        "login_url": reverse("account_login"),
        "signup_url": reverse("account_signup"),
    }
