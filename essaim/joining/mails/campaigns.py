"""The messages of a campaign."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from essaim.accounts import mails
from essaim.accounts.mails import people_at
from essaim.accounts.models import User

from .. import links, words
from ..models import Campaign, Recipient

STREAM = "invitations"


def text_of(recipient: Recipient, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and words of a recipient's message."""
    campaign = recipient.campaign
    return words.fill(campaign.subject, values), words.fill(campaign.words, values)


def _context(recipient: Recipient, values: Mapping[str, str], url: str) -> dict[str, Any]:
    subject, text = text_of(recipient, values)
    return {
        "club": recipient.campaign.club,
        "meeting": recipient.campaign.meeting,
        "organization": recipient.organization,
        "given": bool(recipient.contact_id),
        "subject": subject,
        "words": text,
        "page_url": url,
    }


def invitations(
    campaign: Campaign, rows: Sequence[Recipient], values: Mapping[int, Mapping[str, str]], *, reminder: bool
) -> None:
    """The words of the campaign to each structure, with its own link; a reminder says that it is one.

    A few queries for some hundreds of messages.
    """
    club, people = campaign.club, people_at(row.email for row in rows)
    messages = [
        letter(row, values[row.pk], person=people.get(row.email.lower()), reminder=reminder) for row in rows
    ]  # fmt: skip
    mails.send_many(messages, club=club, stream=STREAM)


def letter(
    recipient: Recipient, values: Mapping[str, str], *, person: User | None, reminder: bool
) -> dict[str, Any]:  # fmt: skip
    """What is asked of the outbox for one structure, club and stream aside. No query."""
    club = recipient.campaign.club
    url = links.absolute("invitation:open", club, links.invitation_token(recipient.pk))
    facts = mails.compose(
        template_prefix="joining/email/invitation",
        address=recipient.email,
        context=_context(recipient, values, url) | {"reminder": reminder},
        person=person,
        club=club,
    )
    return facts | {"key": f"joining.invitation:{recipient.pk}:{recipient.asked}", "reply_to": club.email}


def trial(recipient: Recipient, values: Mapping[str, str], to: User) -> None:
    """The same message, to whoever writes it; its link shows the page, and answers for nobody."""
    club = recipient.campaign.club
    url = links.absolute("campaigns:look", club, recipient.campaign_id)
    mails.send(
        template_prefix="joining/email/trial",
        address=to.email,
        context=_context(recipient, values, url) | {"reminder": False, "user": to},
        key=f"joining.trial:{recipient.campaign_id}:{secrets.token_urlsafe(9)}",
        club=club,
        reply_to=club.email,
    )
