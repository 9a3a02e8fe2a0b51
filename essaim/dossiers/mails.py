"""The messages of dossiers. Most follow from what one takes part in, and carry no stream; that a dossier looks for
partners is news that one may refuse."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from . import links, queries, rules
from .enums import DossierState
from .models import AccessLink, Composition, Dossier, Partner, PlanTask

LOOKING = "dossiers.looking"


@dataclass(frozen=True)
class Reader:
    """Whom a message goes to: a person, under the club by which they see the dossier; else an address and its link."""

    address: str
    club: Club
    user: User | None = None
    link: AccessLink | None = None

    @property
    def key(self) -> str:
        return str(self.user.pk) if self.user else f"link{self.link.pk if self.link else ''}"


def readers_of(partner: Partner) -> Iterator[Reader]:
    """The people of a partner: those with an account, else whoever has its link, as long as one serves."""
    club = partner.through or partner.dossier.club
    if partner.user is None and partner.email:
        link = queries.link_of(partner)
        if link is not None:
            yield Reader(partner.email, partner.dossier.club, link=link)
        return
    for user in queries.people_of(partner):
        yield Reader(user.email, club, user)


def readers_of_lead(dossier: Dossier) -> Iterator[Reader]:
    lead = queries.lead_of(dossier)
    return readers_of(lead) if lead else iter(())


def invited(partner: Partner, link: AccessLink | None) -> None:
    for reader in readers_of(partner):
        tell("invited", partner.dossier, reader, key=f"{partner.pk}", partner=partner)


def own_link(link: AccessLink) -> None:
    tell(
        "own_link",
        link.dossier,
        Reader(link.email, link.dossier.club, link=link),
        key=f"{link.pk}",
        partner=link.partner,
    )


def reader_link(link: AccessLink) -> None:
    tell(
        "reader_link",
        link.dossier,
        Reader(link.email, link.dossier.club, link=link),
        key=f"{link.pk}",
        until=link.until,
    )


def hand_raised(partner: Partner) -> None:
    for reader in readers_of_lead(partner.dossier):
        tell("hand_raised", partner.dossier, reader, key=f"{partner.pk}", partner=partner)


def taken_in(partner: Partner) -> None:
    for reader in readers_of(partner):
        tell("taken_in", partner.dossier, reader, key=f"{partner.pk}", partner=partner)


def turned_down(partner: Partner) -> None:
    for reader in readers_of(partner):
        tell("turned_down", partner.dossier, reader, key=f"{partner.pk}", partner=partner)


def answered(partner: Partner) -> None:
    """To who leads: the invited structure said yes, or no."""
    for reader in readers_of_lead(partner.dossier):
        tell("answered", partner.dossier, reader, key=f"{partner.pk}:{partner.state}", partner=partner)


def please_confirm(partner: Partner, version: Composition) -> None:
    """A composition to confirm: once for each version."""
    for reader in readers_of(partner):
        tell(
            "please_confirm", partner.dossier, reader, key=f"{partner.pk}:{version.number}", partner=partner,
            version=version, share=rules.percent(partner.share),
        )  # fmt: skip


def all_confirmed(dossier: Dossier, version: Composition) -> None:
    for reader in readers_of_lead(dossier):
        tell("all_confirmed", dossier, reader, key=f"{dossier.pk}:{version.number}")


def left(partner: Partner) -> None:
    """To who leads: a structure left the team; shares no longer make the whole."""
    for reader in readers_of_lead(partner.dossier):
        tell("left", partner.dossier, reader, key=f"{partner.pk}", partner=partner)


def left_club(partner: Partner, club: Club) -> None:
    """To who leads: a partner is no longer a member of its club; it stays in the dossier."""
    for reader in readers_of_lead(partner.dossier):
        tell("left_club", partner.dossier, reader, key=f"{partner.pk}:{club.pk}", partner=partner, left=club)


def hand_over(partner: Partner) -> None:
    for reader in readers_of(partner):
        key = f"{partner.pk}:{partner.dossier.composition_number}"
        tell("hand_over", partner.dossier, reader, key=key, partner=partner)


def settled(partner: Partner, state: str) -> None:
    """To the team: sent, won, lost, given up."""
    for reader in readers_of(partner):
        tell(
            "settled", partner.dossier, reader, key=f"{partner.pk}:{state}", partner=partner, state=DossierState(state)
        )


def late(task: PlanTask, day: date) -> None:
    """To who answers for the task, else to who leads."""
    if task.user:
        club = (task.owner.through if task.owner else None) or task.dossier.club
        found = iter([Reader(task.user.email, club, task.user)])
    elif task.owner:
        task.owner.dossier = task.dossier
        found = readers_of(task.owner)
    else:
        found = readers_of_lead(task.dossier)
    for reader in found:
        tell("late", task.dossier, reader, key=f"{task.pk}:{day}", task=task)


def looking(dossier: Dossier, *, but: User | None) -> None:
    """To the members of the club, once: a dossier looks for partners."""
    messages, lead = [], queries.lead_of(dossier)
    if lead is None:
        return
    for user in queries.people_of_members(dossier.club):
        if user == but or user in queries.people_of(lead):
            continue
        facts = compose("looking", dossier, Reader(user.email, dossier.club, user), organization=lead.organization)
        messages.append(facts | {"key": f"dossiers.looking:{dossier.pk}:{user.pk}"})
    mails.send_many(messages, club=dossier.club, stream=LOOKING)


def call_changed(partner: Partner, *, key: str, words: str) -> None:
    """To the team: the call changed, in what."""
    for reader in readers_of(partner):
        tell("call_changed", partner.dossier, reader, key=f"{partner.pk}:{key}", partner=partner, words=words)


def url_for(dossier: Dossier, reader: Reader) -> str:
    """Where the reader comes in: the page of the dossier, or their own link."""
    if reader.link is not None:
        return links.link_url(reader.link)
    return settings.ESSAIM_URL + reverse("dossiers:detail", args=[reader.club.slug, dossier.pk])


def tell(name: str, dossier: Dossier, reader: Reader, *, key: str, **context: Any) -> None:
    """One message to one reader; the address is made in the language of who reads."""
    language = reader.user.language if reader.user else settings.LANGUAGE_CODE
    with translation.override(language):
        mails.send(
            template_prefix=f"dossiers/email/{name}",
            address=reader.address,
            context=_context(dossier, reader) | context,
            key=f"dossiers.{name}:{key}:{reader.key}",
            club=reader.club,
        )


def compose(name: str, dossier: Dossier, reader: Reader, *, organization: Organization) -> dict[str, str]:
    """The same in words, for many."""
    language = reader.user.language if reader.user else settings.LANGUAGE_CODE
    with translation.override(language):
        context = _context(dossier, reader) | {"organization": organization}
        return mails.compose(
            template_prefix=f"dossiers/email/{name}", address=reader.address, context=context, person=reader.user,
            club=reader.club,
        )  # fmt: skip


def _context(dossier: Dossier, reader: Reader) -> dict[str, Any]:
    known = {"user": reader.user} if reader.user else {}
    return known | {"dossier": dossier, "club": reader.club, "url": url_for(dossier, reader), "by_link": reader.link}
