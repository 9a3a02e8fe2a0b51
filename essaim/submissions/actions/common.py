"""What every writer of submissions does: hold the dossier, refuse what its state does not allow, tell."""

from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.dossiers.enums import DossierState
from essaim.dossiers.models import Dossier
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

SENT = (DossierState.SUBMITTED, DossierState.WON, DossierState.LOST, DossierState.ARCHIVED)


def one_line(text: str) -> str:
    return " ".join(text.split())


def lock(dossier: Dossier) -> Dossier:
    """The dossier as it is now, held until the end of the transaction."""
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("club", "call", "handed_to")
    return rows.get(pk=dossier.pk)


def lock_to_send(dossier: Dossier) -> Dossier:
    """The same, refused (code `sent`) once it left: what was sent does not change."""
    dossier = lock(dossier)
    if not dossier.may_change:
        raise Refusal(_("Ce dossier est parti, ou clos : ce qui fut envoyé ne change plus."), code="sent")
    return dossier


def lock_sent(dossier: Dossier) -> Dossier:
    """The same, refused (code `not_sent`) before it left."""
    dossier = lock(dossier)
    if dossier.state not in SENT:
        raise Refusal(_("Ce dossier n'est pas encore envoyé."), code="not_sent")
    return dossier


def told(dossier: Dossier, verb: str, actor: User | None, **details: object) -> None:
    journaled.tell(
        actor=actor, verb=f"submissions.{verb}", subject=dossier, club=dossier.club,
        details={name: value for name, value in details.items() if value not in ("", None)},
    )  # fmt: skip
