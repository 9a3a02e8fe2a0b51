"""Long imports wait for the worker: Sirene's files and the API are read, then written, beside the pages."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from .. import official, sirene
from ..enums import TRANSITIONS, BatchState, SourceKind, Work
from ..models import ImportBatch
from ..territory import Where


def begin_sirene(*, units: str, places: str, where: Where, user: User) -> ImportBatch:
    """Begin an import of two files of the operator's folder, given by name; the worker will read them."""
    known = {path.name: path for path in official.sirene_files()}
    if units not in known or places not in known:
        raise Refusal(_("Ce fichier n'est plus dans le dossier des imports."), code="file_gone")
    found = sirene.recognise({known[units], known[places]})
    if found is None:
        raise Refusal(
            _("Ces fichiers n'ont pas les colonnes de Sirene : il faut StockUniteLegale et StockEtablissement."),
            code="not_sirene",
        )
    names = {"units": found[0].name, "places": found[1].name}
    title = f"Sirene ({names['units']}, {names['places']})"
    return _begin(SourceKind.SIRENE, title, where, user, names)


def begin_api(*, where: Where, user: User) -> ImportBatch:
    """Begin an import of what the API says of a territory; the worker will ask it."""
    where.questions()  # says at once when nothing tells where
    return _begin(SourceKind.API, "API Recherche d’entreprises", where, user, {})


@transaction.atomic
def _begin(kind: str, title: str, where: Where, user: User, options: dict[str, Any]) -> ImportBatch:
    # Two clicks are one import.
    club: Club | None = where.club
    options = {**options, **where.as_options()}
    same = ImportBatch.objects.select_for_update().filter(club=club, kind=kind, options=options).exclude(work="")
    if (already := same.first()) is not None:
        return already
    return ImportBatch.objects.create(
        club=club, user=user, kind=kind, state=BatchState.MAPPED, file_name=title[:200], options=options,
        work=Work.PREVIEW,
    )  # fmt: skip


@transaction.atomic
def ask_for(*, batch: ImportBatch, work: str, user: User | None = None, overwrite: bool = False) -> ImportBatch:
    """Give an import of an official source to the worker: its preview again, or its writing."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    froms, _to = TRANSITIONS["preview" if work == Work.PREVIEW else "apply"]
    if locked.state not in froms or locked.work:
        raise Refusal(_("Cet import est déjà en cours ou déjà fait."), code="state")
    if work == Work.PREVIEW and locked.state == BatchState.PREVIEWED:
        official.erase_pages(locked)  # a new preview asks anew; one that was stopped goes on
    locked.work, locked.progress, locked.tries, locked.problem = work, 0, 0, ""
    if work == Work.APPLY:
        locked.options = {**locked.options, "overwrite": overwrite, "applied_by": user.pk if user else None}
    locked.save(update_fields=["work", "progress", "tries", "problem", "options", "updated_at"])
    return locked


def try_again(*, batch: ImportBatch, most: int) -> bool:
    """Count one more try of the worker. False, and the import is stopped, past `most`: it dies of this import."""
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        locked.tries += 1
        locked.progress = 0
        locked.save(update_fields=["tries", "progress"])
    return locked.tries <= most


def later(*, batch: ImportBatch) -> None:
    """Another import is writing: this one waits, and the try does not count."""
    ImportBatch.objects.filter(pk=batch.pk).update(tries=0)


def say_progress(*, batch: ImportBatch, rows: int) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(progress=rows)
