"""A list that someone of the club brings: read, looked at, then taken in."""

from dataclasses import replace
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..cleaning import one_line
from ..connectors import table
from ..enums import Connector
from ..found import Found, Refused, split
from ..models import Draft, Source
from ..reports import Report
from .reading import take_in

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2000
KEPT = timedelta(days=7)


@transaction.atomic
def read_list(*, club: Club, actor: User, upload: UploadedFile) -> Draft:
    """Read a CSV or XLSX file without taking anything in. Refuses (field `upload`) one that is too heavy (`big`),
    unreadable (`broken`), or without any call (`empty`)."""
    if (upload.size or 0) > MOST_BYTES:
        raise Refusal(_("Cette liste pèse plus de 5 Mo : coupez-la en deux."), code="big", field="upload")
    try:
        good, bad = split(table.read(upload.read(), {}))
    except Refusal as refusal:
        raise Refusal(refusal.sentence, code=refusal.code, field="upload") from None
    if not good and not bad:
        raise Refusal(_("Cette liste n'a aucune ligne."), code="empty", field="upload")
    if len(good) > MOST_ROWS:
        raise Refusal(_("Plus de 2 000 appels : coupez la liste en morceaux."), code="big", field="upload")
    report = Report()
    report.refuse(bad)
    return Draft.objects.create(
        club=club, added_by=actor, name=one_line(upload.name, 200) or _("Une liste"),
        found=[{**row.as_json(), "raw": row.raw} for row in good], refused=report.reasons,
    )  # fmt: skip


@transaction.atomic
def take_draft(*, draft: Draft, actor: User) -> Report:
    """Take in the good rows of a list that was read; it is then forgotten."""
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    source = lists_of(draft.club)
    rows: list[Found | Refused] = []
    for held in draft.found:
        raw = held.pop("raw", None)
        rows.append(replace(Found.from_json(held), raw=raw))
    report = take_in(source=source, rows=rows, actor=actor)
    draft.delete()
    journaled.tell(
        actor=actor, verb="calls.take_list", subject=source, club=draft.club,
        details={"name": draft.name, "created": report.created, "updated": report.updated},
    )  # fmt: skip
    return report


def lists_of(club: Club) -> Source:
    """The source of what members of a club bring as lists; it is never read by itself."""
    with override("fr"):
        name = _("Listes apportées par les membres")
    return Source.objects.get_or_create(club=club, kind=Connector.TABLE, address="", defaults={"name": name})[0]


@transaction.atomic
def drop_draft(*, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).delete()


@transaction.atomic
def forget_drafts() -> int:
    """Each day: lists that were read and left are forgotten after a week."""
    return Draft.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
