"""People from outside: their sheet, two sheets that are of one person, what the club forgets."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import TalkState
from ..models import Speaker, Talk
from ..queries import speakers as queries
from .common import check_address, one_line

FIELDS = (
    "name", "role", "organization", "organization_name", "email", "phone", "subjects", "notes", "consented_on",
)  # fmt: skip
# The three years after the last contact that the CNIL advises for people who are not members.
FORGET_AFTER = timedelta(days=3 * 365)
_STRENGTH = [TalkState.PROPOSED, TalkState.DECLINED, TalkState.ASKED, TalkState.ACCEPTED, TalkState.GIVEN]


@transaction.atomic
def add_speaker(*, club: Club, actor: User | None, **fields: Any) -> Speaker:
    """A sheet for a person from outside. `fields` are among FIELDS.

    Refuses (with the field) no name, what is not an address, an address that another sheet has (code `known`).
    """
    speaker = Speaker(club=club, **_checked(fields))
    _keep(speaker)
    journaled.tell(actor=actor, verb="meetings.add_speaker", subject=speaker, club=club, details={})
    return speaker


@transaction.atomic
def update_speaker(*, speaker: Speaker, actor: User | None, **changes: Any) -> Speaker:
    """Change the sheet. A forgotten person who is reached again is no longer forgotten."""
    changes = _checked(changes)
    speaker = Speaker.objects.select_for_update().get(pk=speaker.pk)
    fields = [name for name, value in changes.items() if getattr(speaker, name) != value]
    if not fields:
        return speaker
    for name in fields:
        setattr(speaker, name, changes[name])
    if speaker.email or speaker.phone or speaker.notes:
        speaker.forgotten_at = None
    _keep(speaker)
    journaled.tell(
        actor=actor, verb="meetings.update_speaker", subject=speaker, club=speaker.club, details={"fields": fields}
    )
    return speaker


@transaction.atomic
def merge_speakers(*, kept: Speaker, removed: Speaker, actor: User | None) -> Speaker:
    """Two sheets of one person become one: what the kept one lacks comes from the other, with its talks.

    Where both speak at one meeting, the talk that went further stays.
    """
    rows = {one.pk: one for one in Speaker.objects.select_for_update().filter(pk__in=[kept.pk, removed.pk])}
    if len(rows) < 2 or kept.club_id != removed.club_id:
        raise Refusal(_("Choisissez deux fiches différentes."), code="same")
    kept, removed = rows[kept.pk], rows[removed.pk]
    present = {talk.meeting_id: talk for talk in kept.talks.all()}
    for talk in removed.talks.all():
        there = present.get(talk.meeting_id)
        if there and _STRENGTH.index(TalkState(there.state)) >= _STRENGTH.index(TalkState(talk.state)):
            talk.delete()
            continue
        if there:
            there.delete()
        Talk.objects.filter(pk=talk.pk).update(speaker=kept)
    email = removed.email
    removed.delete()
    for name in ("role", "organization", "organization_name", "phone", "subjects", "notes", "consented_on"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(removed, name))
    kept.email = kept.email or email
    if kept.email or kept.phone or kept.notes:
        kept.forgotten_at = None
    kept.save()
    journaled.tell(
        actor=actor, verb="meetings.merge_speakers", subject=kept, club=kept.club, details={"removed": removed.name}
    )
    return kept


@transaction.atomic
def forget_speaker(*, speaker: Speaker, actor: User | None) -> bool:
    """Erase how to reach the person and what they needed. Their name stays on what they said, as the club's history;
    a sheet without any talk goes whole. False when it was done already.

    Refuses while they are expected (code `expected`).
    """
    speaker = Speaker.objects.select_for_update().get(pk=speaker.pk)
    if speaker.talks.filter(state__in=[TalkState.ASKED, TalkState.ACCEPTED]).exists():
        raise Refusal(
            _("Une rencontre attend %(name)s : retirez d'abord cette intervention.") % {"name": speaker.name},
            code="expected",
        )
    if speaker.forgotten_at:
        return False
    journaled.tell(actor=actor, verb="meetings.forget_speaker", subject=speaker, club=speaker.club, details={})
    speaker.talks.exclude(state=TalkState.GIVEN).delete()
    if not speaker.talks.exists():
        speaker.delete()
        return True
    speaker.talks.update(equipment="", access="", travel="", words="")
    speaker.email = speaker.phone = speaker.notes = ""
    speaker.consented_on = None
    speaker.forgotten_at = timezone.now()
    speaker.save()
    return True


def forget_out_of_touch(_today: date) -> int:
    """Forget those to whom nothing was asked for three years. Returns how many; called again it finds none."""
    count = 0
    for speaker in queries.out_of_touch(timezone.now() - FORGET_AFTER):
        count += forget_speaker(speaker=speaker, actor=None)
    return count


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"a speaker has no {', '.join(sorted(unknown))}")
    kept = dict(fields)
    for name, most in (("name", 120), ("role", 120), ("organization_name", 160), ("phone", 30), ("subjects", 300)):
        if name in kept:
            kept[name] = one_line(kept[name], most)
    if not kept.get("name", "kept"):
        raise Refusal(_("Donnez au moins un nom."), code="no_name", field="name")
    if kept.get("email"):
        kept["email"] = check_address(kept["email"])
    return kept


def _keep(speaker: Speaker) -> None:
    try:
        with transaction.atomic():
            speaker.save()
    except IntegrityError:
        raise Refusal(
            _("Une autre fiche du club a déjà l'adresse %(email)s : c'est sans doute la même personne.")
            % {"email": speaker.email},
            code="known",
            field="email",
        ) from None
