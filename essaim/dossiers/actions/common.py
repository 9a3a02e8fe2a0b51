"""What every writer of dossiers does: hold the dossier, turn it, make a version of its composition, tell."""

import hashlib
import json
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails, queries, rules
from ..enums import CONFIRMING, DOSSIER_VERBS, PARTNER_VERBS, DossierState, PartnerState
from ..models import Composition, Dossier, Partner


def one_line(text: str) -> str:
    return " ".join(text.split())


def lock(dossier: Dossier) -> Dossier:
    """The dossier as it is now, held until the end of the transaction: whoever writes about it waits here."""
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("club", "handed_to__organization")
    return rows.get(pk=dossier.pk)


def lock_open(dossier: Dossier) -> Dossier:
    """The same, refused (code `frozen`) once it is sent or over: R2142-26, no change between filing and signature."""
    dossier = lock(dossier)
    if dossier.is_frozen:
        raise Refusal(
            _("Ce dossier est envoyé : son équipe et ses textes ne changent plus."), code="frozen"
        )  # fmt: skip
    if not dossier.may_change:
        raise Refusal(
            _("Ce dossier n'en est plus là : il est « %(state)s ».")
            % {"state": DossierState(dossier.state).label.lower()},
            code="frozen",
        )  # fmt: skip
    return dossier


def allowed(dossier: Dossier, verb: str) -> str:
    """The state that a verb leads to. Refuses (code `state`) from another."""
    starts, state = DOSSIER_VERBS[verb]
    if dossier.state not in starts:
        raise Refusal(
            _("Ce dossier n'en est plus là : il est « %(state)s ».")
            % {"state": DossierState(dossier.state).label.lower()},
            code="state",
        )
    return state


def turn(dossier: Dossier, verb: str, actor: User | None, *, by: str = "", **values: Any) -> Dossier:
    """Carry a verb of DOSSIER_VERBS out on a locked dossier."""
    before, dossier.state = dossier.state, allowed(dossier, verb)
    for name, value in values.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=["state", *values, "updated_at"])
    told(dossier, verb, actor, by=by, before=before)
    return dossier


def turn_partner(partner: Partner, verb: str, **values: Any) -> Partner:
    """Carry a verb of PARTNER_VERBS out on a partner whose dossier is locked."""
    starts, state = PARTNER_VERBS[verb]
    if partner.state not in starts:
        raise Refusal(
            _("%(name)s n'en est plus là : « %(state)s ».")
            % {"name": partner.organization.name, "state": PartnerState(partner.state).label.lower()},
            code="state",
        )
    partner.state = state
    for name, value in values.items():
        setattr(partner, name, value)
    partner.save(update_fields=["state", *values, "updated_at"])
    return partner


def fresh(dossier: Dossier, partner: Partner) -> Partner:
    """The row as it is now, its dossier being locked. Refuses (code `gone`) one of another dossier."""
    row = queries.partner_by_pk(dossier, partner.pk)
    if row is None:
        raise Refusal(_("Cette structure n'est pas dans ce dossier."), code="gone")
    return row


def snapshot_of(dossier: Dossier, partners: list[Partner]) -> dict[str, Any]:
    """The composition in plain data: its form, and each structure of the team with its role and share (hundredths of a
    percent), amount (cents) and what it brings."""
    return {
        "form": dossier.form,
        "partners": [
            {
                "partner": one.pk, "organization": one.organization_id, "name": one.organization.name,
                "siret": one.organization.siret or "", "role": one.role, "share": one.share,
                "amount_cents": one.amount_cents, "brings": one.brings,
            }
            for one in rules.team_of(partners)
        ],
    }  # fmt: skip


def digest(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the snapshot in canonical JSON (sorted keys, no spaces, UTF-8)."""
    words = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def new_version(
    dossier: Dossier, words: str, *, asks: bool, actor: User | None, by: str = ""
) -> Composition:  # fmt: skip
    """Keep the composition as it now is, of a locked dossier; `words` say what changed.

    `asks`: whoever had confirmed is to confirm anew, and is asked by mail once the team is composed; a dossier that was
    ready goes back to writing.
    """
    partners = queries.partners_of(dossier)
    snapshot = snapshot_of(dossier, partners)
    dossier.composition_number += 1
    row = Composition.objects.create(
        club=dossier.club, dossier=dossier, number=dossier.composition_number, words=words[:500], asks=asks,
        snapshot=snapshot, sha256=digest(snapshot), actor=actor, by=by,
    )  # fmt: skip
    dossier.save(update_fields=["composition_number", "updated_at"])
    if asks:
        for partner in partners:
            if partner.state == PartnerState.CONFIRMED:
                turn_partner(partner, "unconfirm")
        if dossier.state == DossierState.CHECKED:
            turn(dossier, "write", actor, by=by)
        if dossier.state in CONFIRMING:
            for partner in rules.team_of(partners):
                mails.please_confirm(partner, row)
    told(dossier, "version", actor, by=by, number=row.number, words=row.words)
    return row


def told(dossier: Dossier, verb: str, actor: User | None, **details: object) -> None:
    journaled.tell(
        actor=actor, verb=f"dossiers.{verb}", subject=dossier, club=dossier.club,
        details={name: value for name, value in details.items() if value not in ("", None)},
    )  # fmt: skip


def now() -> Any:
    return timezone.now()
