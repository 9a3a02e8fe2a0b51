"""A paper is put into the vault, dated, shown to whom its people name, replaced, removed."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.files.actions import remove, storing
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import queries
from ..enums import Rule, Visibility
from ..models import Paper
from ..reading import read_paper as read_file
from ..types import DocumentType
from .common import check_theirs, kind_of, lock, lock_paper, one_line, told
from .consents import follow

OLDEST_EXERCISE = 1990


def add_paper(
    *, organization: Organization, actor: User | None, kind: str, upload: UploadedFile, title: str = "",
    issued_on: date | None = None, ends_on: date | None = None, exercise: int | None = None,
    also_for: Collection[int] = (),
) -> Paper:  # fmt: skip
    """Put a paper into the vault. Of a kind that stands alone, it replaces the one in force, which is kept as history.

    `issued_on`, `ends_on` and `exercise` as the rule of its kind asks. `also_for`: keys of consents of the replaced
    paper that now hold for the new one. Refuses (on `upload`) what `reading.read_paper` refuses or is there already
    (`twice`), dates that the rule lacks (`date`, on their field), a person who does not represent the organization
    (`not_yours`).
    """
    check_theirs(actor, organization)
    known, dates, title = dates_of(kind, title=title, issued_on=issued_on, ends_on=ends_on, exercise=exercise)
    content, facts = read_file(upload)
    paper = Paper(organization=organization, kind=kind, title=title, alone=not known.several, added_by=actor,
                  **dates, **facts)  # fmt: skip
    try:
        with storing(paper, content), transaction.atomic():
            organization = lock(organization.pk)
            before = None if known.several else queries.papers_of(organization).filter(
                kind=kind, alone=True, replaced_at=None
            ).first()  # fmt: skip
            if before is not None and before.sha256 != paper.sha256:
                Paper.objects.filter(pk=before.pk).update(replaced_at=timezone.now())
                paper.replaces = before
                paper.visibility = before.visibility
            paper.save()
            if before is not None:
                paper.readers.set(before.readers.all())
                follow(before=before, paper=paper, chosen=also_for, actor=actor)
            told(organization, "replace" if before else "add", actor, paper)
    except IntegrityError:
        raise Refusal(_("Ce fichier est déjà dans le coffre."), code="twice", field="upload") from None
    return paper


@transaction.atomic
def update_paper(
    *, paper: Paper, actor: User | None, title: str = "", issued_on: date | None = None, ends_on: date | None = None,
    exercise: int | None = None, valid_until: date | None = None, by_hand: bool = False,
    visibility: str = Visibility.REPRESENTATIVES, readers: Iterable[User] = (),
) -> Paper:  # fmt: skip
    """Say again what a paper is, and who of the page reads it. `by_hand`: `valid_until` (None: nothing ends it) takes
    the place of what the rule gives.

    Refuses dates that the rule lacks (`date`), a last day before the issue (`date`, on `valid_until`), readers of bank
    or identity (`sensitive`), and readers who do not keep the page (`stranger`).
    """
    paper = lock_paper(paper.pk)
    check_theirs(actor, paper.organization)
    known = kind_of(paper.kind)
    values = _dates(known, issued_on=issued_on, ends_on=ends_on, exercise=exercise)
    if by_hand:
        values |= {"valid_until": valid_until, "dated_by_hand": True}
    else:
        values["dated_by_hand"] = False
    if issued_on and values["valid_until"] and values["valid_until"] < issued_on:
        raise Refusal(_("Elle finirait avant d'être émise."), code="date", field="valid_until")
    if known.several and not one_line(title):
        raise Refusal(_("Dites en quelques mots ce que c'est."), code="title", field="title")
    named = list(readers) if visibility == Visibility.NAMED else []
    if named and known.sensitive:
        raise Refusal(
            _("Un compte bancaire ou une identité ne se montre qu'à qui représente la structure."), code="sensitive",
            field="visibility",
        )  # fmt: skip
    if set(named) - set(queries.keepers_of(paper.organization)):
        raise Refusal(
            _("Nommez des personnes qui tiennent la fiche de la structure."), code="stranger", field="readers"
        )
    if values["valid_until"] != paper.valid_until:
        values["told_days"] = None
    values |= {"title": one_line(title)[:120], "visibility": Visibility.NAMED if named else Visibility.REPRESENTATIVES}
    for name, value in values.items():
        setattr(paper, name, value)
    paper.save(update_fields=[*values, "updated_at"])
    paper.readers.set(named)
    told(paper.organization, "update", actor, paper, readers=len(named))
    return paper


@transaction.atomic
def remove_paper(*, paper: Paper, actor: User | None) -> None:
    """Take a paper out of the vault, file and consents with it. What was sent with a dossier stays with it."""
    paper = lock_paper(paper.pk)
    check_theirs(actor, paper.organization)
    told(paper.organization, "remove", actor, paper)
    remove(paper)


def dates_of(
    code: str, *, title: str, issued_on: date | None, ends_on: date | None, exercise: int | None
) -> tuple[DocumentType, dict[str, Any], str]:
    """The kind, the columns that its rule gives, and the title, checked: for whoever keeps a paper of that kind."""
    known = kind_of(code)
    dates = _dates(known, issued_on=issued_on, ends_on=ends_on, exercise=exercise)
    title = one_line(title)[:120]
    if known.several and not title:
        raise Refusal(_("Dites en quelques mots ce que c'est."), code="title", field="title")
    return known, dates, title


def _dates(known: DocumentType, *, issued_on: date | None, ends_on: date | None, exercise: int | None) -> dict:
    """The columns of a paper that its rule needs, checked."""
    today = timezone.localdate()
    if known.rule == Rule.MONTHS and issued_on is None:
        raise Refusal(_("Dites quand elle a été émise : sa validité en dépend."), code="date", field="issued_on")
    if issued_on and issued_on > today:
        raise Refusal(_("Elle ne peut pas avoir été émise après aujourd'hui."), code="date", field="issued_on")
    if known.rule == Rule.END and ends_on is None:
        raise Refusal(_("Dites jusqu'à quand elle vaut : la date est sur la pièce."), code="date", field="ends_on")
    if known.rule == Rule.EXERCISE and exercise is None:
        raise Refusal(_("Dites de quel exercice il s'agit."), code="date", field="exercise")
    if exercise and not OLDEST_EXERCISE <= exercise <= today.year + 1:
        raise Refusal(
            _("Un exercice entre %(first)s et %(last)s.") % {"first": OLDEST_EXERCISE, "last": today.year + 1},
            code="date", field="exercise",
        )  # fmt: skip
    until = known.last_day(issued_on=issued_on, ends_on=ends_on, exercise=exercise)
    if issued_on and until and until < issued_on:
        raise Refusal(_("Elle finirait avant d'être émise."), code="date", field="ends_on")
    return {
        "issued_on": issued_on,
        "exercise": exercise if known.rule == Rule.EXERCISE else None,
        "valid_until": until,
    }
