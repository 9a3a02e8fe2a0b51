"""Sending: the message to each structure once, reminders to those who are silent, what the outbox tells."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.ui.templatetags.ui import day

from .. import mails
from ..enums import OUTCOMES, CampaignState, RecipientState
from ..filling import values_of
from ..models import Campaign, Recipient
from ..queries import campaigns as queries
from ..queries.contacts import Contact, contacts_of
from .common import locked, turned

BATCH = 500  # messages queued in one transaction


def send(*, campaign: Campaign, actor: User | None) -> int:
    """Queue the message for each structure picked that has an address. Returns how many were queued.

    By batches, each a transaction: what an interruption leaves is sent by the next call, and nothing twice, whoever
    presses at the same moment. Two structures of one address get one message.
    """
    count = 0
    while queued := _send_batch(campaign, actor):
        count += queued
    if count:
        journaled.tell(actor=actor, verb="joining.send", subject=campaign, club=campaign.club, details={"count": count})
    return count


@transaction.atomic
def _send_batch(campaign: Campaign, actor: User | None) -> int:
    campaign = locked(campaign)
    state = turned(campaign, "send")
    if not campaign.subject or not campaign.words:
        raise Refusal(_("Écrivez d'abord le message, avec son objet."), code="not_written")
    _check_meeting(campaign)
    picked = list(_held(queries.to_send(campaign)).order_by("pk"))
    contacts = contacts_of([row.organization_id for row in picked])
    reachable = [row for row in picked if row.organization_id in contacts][:BATCH]
    if not reachable:
        return 0
    ready = _settle_addresses(campaign, reachable, contacts)
    now = timezone.now()
    if campaign.state == CampaignState.DRAFT or campaign.launched_at is None:
        campaign.launched_at = now
    campaign.state = state
    campaign.save(update_fields=["state", "launched_at", "updated_at"])
    for row in ready:
        row.state, row.asked, row.asked_at = RecipientState.QUEUED, row.asked + 1, now
    _write(reachable, ["state", "asked", "asked_at", "name", "email"])
    _queue(campaign, ready, reminder=False)
    return len(ready) or _send_batch(campaign, actor)


def _held(rows: QuerySet[Recipient]) -> QuerySet[Recipient]:
    """The rows, held until the transaction ends: none is taken away between its reading and its writing."""
    return rows.select_related("organization").select_for_update(of=("self",))


def _write(rows: Sequence[Recipient], fields: list[str]) -> None:
    """Write fields of rows that are held: an insert that finds them there and updates them, some ten times faster than
    `bulk_update` and its condition for each row and field."""
    Recipient.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=[*fields, "updated_at"], batch_size=BATCH
    )


def _settle_addresses(
    campaign: Campaign, rows: Sequence[Recipient], contacts: Mapping[int, Contact]
) -> list[Recipient]:
    """Give each row its address, or the state of those that get nothing. Returns those to write to."""
    taken = {email.lower() for email in campaign.recipients.exclude(email="").values_list("email", flat=True)}
    refused = refused_addresses(campaign.club)
    ready = []
    for row in rows:
        contact = contacts[row.organization_id]
        if contact.email in refused:
            row.state = RecipientState.REFUSED
        elif contact.email in taken:
            row.state = RecipientState.SHARED
        else:
            row.name, row.email = contact.name[:120], contact.email
            taken.add(contact.email)
            ready.append(row)
    return ready


def refused_addresses(club: Club) -> set[str]:
    """Addresses whose people said « plus jamais » to this club."""
    rows = Recipient.objects.filter(club=club, state=RecipientState.REFUSED).exclude(email="")
    return {email.lower() for email in rows.values_list("email", flat=True)}


def _check_meeting(campaign: Campaign) -> None:
    meeting = campaign.meeting
    if meeting and (meeting.ends_at is None or meeting.ends_at < timezone.now() or meeting.state != "announced"):
        raise Refusal(
            _("La rencontre « %(title)s » n'est plus à venir : on n'y invite plus.") % {"title": meeting.title},
            code="meeting_over",
        )


def _queue(campaign: Campaign, rows: Sequence[Recipient], *, reminder: bool) -> None:
    values = values_of(campaign, rows)
    for row in rows:
        row.campaign = campaign
    mails.invitations(campaign, rows, values, reminder=reminder)


@transaction.atomic
def remind(*, campaign: Campaign, actor: User | None) -> int:
    """Write again to those who got the message and said nothing: twice at most, some days apart. Returns how many."""
    campaign = locked(campaign)
    turned(campaign, "remind")
    due = queries.reminder_due_at(campaign)
    if due is None:
        raise Refusal(_("Deux rappels sont partis : on n'insiste pas davantage."), code="enough")
    if due > timezone.now():
        raise Refusal(
            _("Laissez-leur le temps de répondre : un rappel pourra partir à partir du %(day)s.") % {"day": day(due)},
            code="too_soon",
        )
    _check_meeting(campaign)
    refused = refused_addresses(campaign.club)
    rows = [row for row in _held(queries.to_remind(campaign)) if row.email not in refused]
    if not rows:
        raise Refusal(_("Personne n'attend de rappel : chacun a répondu, ou n'a pas reçu le message."), code="nobody")
    now = timezone.now()
    for row in rows:
        row.state, row.asked, row.asked_at = RecipientState.QUEUED, row.asked + 1, now
    _write(rows, ["state", "asked", "asked_at"])
    campaign.reminders, campaign.reminded_at = campaign.reminders + 1, now
    campaign.save(update_fields=["reminders", "reminded_at", "updated_at"])
    for start in range(0, len(rows), BATCH):
        _queue(campaign, rows[start : start + BATCH], reminder=True)
    journaled.tell(
        actor=actor, verb="joining.remind", subject=campaign, club=campaign.club, details={"count": len(rows)}
    )
    return len(rows)


@transaction.atomic
def send_test(*, campaign: Campaign, actor: User) -> None:
    """The message to oneself, as the structure whose message reads worst would get it."""
    campaign = locked(campaign)
    if not campaign.subject or not campaign.words:
        raise Refusal(_("Écrivez d'abord le message, avec son objet."), code="not_written")
    row = campaign.recipients.select_related("organization").order_by("pk").first()
    if row is None:
        raise Refusal(_("Choisissez d'abord une structure : l'essai prendra sa place."), code="nobody")
    contacts = contacts_of([row.organization_id])
    row.name = row.name or contacts.get(row.organization_id, Contact("")).name
    row.campaign = campaign
    mails.trial(row, values_of(campaign, [row])[row.pk], actor)


def settle(*, key: str, outcome: str, **_facts) -> None:
    """Listener of `kernel.hooks.mail_settled`: what became of a message of ours. Later messages of a recipient count,
    not earlier ones: a first message that bounces after its reminder was read changes nothing."""
    kind, _colon, rest = key.partition(":")
    if kind != "joining.invitation":
        return
    pk, _colon, asked = rest.partition(":")
    if pk.isdigit() and asked.isdigit() and outcome in OUTCOMES:
        Recipient.objects.filter(pk=int(pk), asked=int(asked)).exclude(state=RecipientState.REFUSED).update(
            state=OUTCOMES[outcome], updated_at=timezone.now()
        )
