"""The papers of some members, with those that end soon, have ended, or cannot be used."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from essaim.ui.templatetags.ui import day
from essaim.vault import actions
from essaim.vault.enums import Rule
from essaim.vault.models import Paper
from essaim.vault.types import DocumentType, shipped

from .cast import Cast, read
from .days import moment
from .invented import invented_pdf

ENDLESS = 9999


def add_vaults(cast: Cast) -> None:
    for entry in read("vaults"):
        for row in [*entry.get("before", []), *entry["papers"]]:
            _add(cast, entry["by"], *row)


def _add(cast: Cast, by: str, code: str, number: int, title: str = "", flaw: str = "") -> None:
    kind, organization = shipped()[code], cast.organizations[by]
    facts = _dates(kind, number, cast.today)
    lines = [organization.name, title, *(_said(value) for value in facts.values()), "Pièce inventée, pour essayer."]
    content = invented_pdf(kind.name, [line for line in lines if line], flaw=flaw)
    paper = actions.add_paper(
        organization=organization, actor=cast.representative(by).user, kind=code, title=title,
        upload=SimpleUploadedFile(f"{code}.pdf", content), **facts,
    )  # fmt: skip
    put = min(facts.get("issued_on") or cast.today - timedelta(days=60), cast.today - timedelta(days=2))
    Paper.objects.filter(pk=paper.pk).update(created_at=moment(put, 10))


def _dates(kind: DocumentType, number: int, today: date) -> dict[str, Any]:
    if kind.rule == Rule.EXERCISE:
        return {"exercise": today.year - number}
    if kind.rule in (Rule.END, Rule.OWN):
        return {} if number == ENDLESS else {"ends_on": today + timedelta(days=number)}
    return {"issued_on": today - timedelta(days=number)}


def _said(value: date | int) -> str:
    return day(value) if isinstance(value, date) else str(value)
