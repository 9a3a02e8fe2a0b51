"""Whoever leads says which papers are asked, and of whom."""

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.dossiers.actions.common import lock_open, one_line
from essaim.dossiers.models import Dossier, Partner
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.vault.types import shipped

from ..enums import Asked
from ..lists import usual_lists
from ..models import AskedPaper


@transaction.atomic
def use_checklist(*, dossier: Dossier, name: str, actor: User | None, by: str = "") -> list[AskedPaper]:
    """Begin with the lines of a usual list; those that are there stay as they are. Refuses an unknown one (`list`), and
    a dossier that is sent (`frozen`)."""
    dossier = lock_open(dossier)
    usual = usual_lists().get(name)
    if usual is None:
        raise Refusal(_("Choisissez une des listes proposées."), code="list")
    known = set(AskedPaper.objects.filter(dossier=dossier, partner=None).values_list("kind", "who"))
    made = AskedPaper.objects.bulk_create(
        AskedPaper(club=dossier.club, dossier=dossier, kind=kind, who=who, required=required)
        for kind, who, required in usual.papers
        if (kind, who) not in known
    )
    told(dossier, "use_checklist", actor, by=by, name=name, count=len(made))
    return made


@transaction.atomic
def ask_paper(
    *, dossier: Dossier, kind: str, who: str, actor: User | None, partner: Partner | None = None,
    required: bool = True, note: str = "", by: str = "",
) -> AskedPaper:  # fmt: skip
    """Ask for a paper, or say again how. `partner` with `who` « one ».

    Refuses an unknown kind (`kind`), « one » without its partner (`partner`), a dossier that is sent (`frozen`).
    """
    dossier = lock_open(dossier)
    if kind not in shipped():
        raise Refusal(_("Choisissez une sorte de pièce."), code="kind", field="kind")
    if (who == Asked.ONE) != (partner is not None) or (partner and partner.dossier_id != dossier.pk):
        raise Refusal(_("Dites à quelle structure cette pièce est demandée."), code="partner", field="partner")
    row, _new = AskedPaper.objects.update_or_create(
        club=dossier.club, dossier=dossier, kind=kind, who=Asked(who), partner=partner,
        defaults={"required": required, "note": one_line(note)[:200]},
    )  # fmt: skip
    told(dossier, "ask_paper", actor, by=by, kind=kind, who=who)
    return row


@transaction.atomic
def drop_paper(*, asked: AskedPaper, actor: User | None, by: str = "") -> None:
    """Ask for it no more; what was given stays given, until its owner takes it back."""
    dossier = lock_open(asked.dossier)
    AskedPaper.objects.filter(pk=asked.pk).delete()
    told(dossier, "drop_paper", actor, by=by, kind=asked.kind, who=asked.who)


def told(dossier: Dossier, verb: str, actor: User | None, **details: object) -> None:
    journaled.tell(
        actor=actor, verb=f"submissions.{verb}", subject=dossier, club=dossier.club,
        details={name: value for name, value in details.items() if value not in ("", None)},
    )  # fmt: skip
