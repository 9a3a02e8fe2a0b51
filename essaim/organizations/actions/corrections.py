"""Corrections that anybody suggests, and what becomes of them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails
from ..enums import CORRECTABLE, CORRECTION_MOVES, CorrectionState
from ..models import Correction, Organization
from .common import locked
from .identity import update_organization

# A page that nobody reads must not fill the database: visitors wait until someone has read.
MOST_OPEN = 20


@transaction.atomic
def suggest_correction(
    *, organization: Organization, field: str, text: str, author=None, name: str = "", email: str = ""
) -> Correction:
    """Ask for a correction. `author`: the account, when signed in; `email`: where to answer, when given."""
    row = locked(organization)
    text = text.strip()
    if not text:
        raise Refusal(_("Dites ce qu'il faudrait lire."), code="field", field="text")
    if row.corrections.filter(state=CorrectionState.OPEN).count() >= MOST_OPEN:
        raise Refusal(
            _("%(most)s corrections attendent déjà d'être lues sur cette fiche. Revenez dans quelques jours.")
            % {"most": MOST_OPEN},
            code="too_many",
        )
    correction = Correction.objects.create(
        organization=row,
        field=field,
        text=text[:1000],
        author=author,
        name=(name or (str(author) if author else ""))[:120],
        email=email or (author.email if author else ""),
        language=(author.language if author else get_language()) or "fr",
    )
    mails.correction_suggested(correction)
    journaled.tell(
        actor=author, verb="organizations.suggest_correction", subject=row, club=None, details={"field": field}
    )
    return correction


@transaction.atomic
def apply_correction(*, correction: Correction, actor, answer: str = "", take: bool = False) -> None:
    """Say that the page is now right. `take`: put the text in the column it speaks of (`enums.CORRECTABLE`)."""
    row = _move(correction, "apply", actor=actor, answer=answer)
    if take:
        if row.field not in CORRECTABLE:
            raise Refusal(_("Cette correction se fait à la main, dans la fiche."), code="by_hand")
        update_organization(
            organization=row.organization, values={row.field: row.text}, actor=actor, detail=f"correction {row.pk}"
        )
    mails.correction_settled(row)


@transaction.atomic
def decline_correction(*, correction: Correction, actor, answer: str = "") -> None:
    """Leave the page as it is."""
    mails.correction_settled(_move(correction, "decline", actor=actor, answer=answer))


def _move(correction: Correction, verb: str, *, actor, answer: str) -> Correction:
    row = Correction.objects.select_for_update(of=("self",)).select_related("organization").get(pk=correction.pk)
    target = CORRECTION_MOVES.get((CorrectionState(row.state), verb))
    if target is None:
        raise Refusal(
            _("Cette correction a déjà été traitée : %(state)s.") % {"state": row.get_state_display().lower()},
            code="settled",
        )
    row.state, row.answer, row.settled_by, row.settled_at = target, answer.strip()[:400], actor, timezone.now()
    row.save()
    journaled.tell(
        actor=actor, verb=f"organizations.{verb}_correction", subject=row.organization, club=None,
        details={"field": row.field},
    )  # fmt: skip
    return row
