"""The formats that one can take away, and the response that gives each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.ui.sheets import file_name

from .booklet import booklet
from .columns import Column, columns
from .entries import Entry, entries, sector_names
from .geojson import feature_collection
from .tables import script_csv, spreadsheet_csv, workbook
from .vcard import cards


@dataclass(frozen=True)
class Order:
    """What is exported: ids in order, the club whose directory it is when its members may be told, words for titles."""

    ids: list[int]
    club: Club | None
    with_member: bool
    title: str
    subtitle: str
    about: list[str]

    @property
    def entries(self) -> Iterator[Entry]:
        return entries(self.ids, self.club if self.with_member else None)

    @property
    def columns(self) -> list[Column]:
        return columns(with_member=self.with_member)


@dataclass(frozen=True)
class Format:
    """A format. `limit`: the most organizations in one file. `respond`: gives the body and its type."""

    name: str
    title: Any
    purpose: Any
    icon: str
    limit: int
    extension: str
    content_type: str
    body: Callable[[Order], Any]

    def response(self, order: Order) -> HttpResponseBase:
        """The file, streamed when it is made line by line."""
        body = self.body(order)
        name = file_name(order.title, extension=self.extension)
        if isinstance(body, bytes):
            response: HttpResponseBase = HttpResponse(body, content_type=self.content_type)
        elif hasattr(body, "read"):
            return FileResponse(body, as_attachment=True, filename=name, content_type=self.content_type)
        else:
            response = StreamingHttpResponse(body, content_type=self.content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _spreadsheet(order: Order) -> Iterator[str]:
    return spreadsheet_csv(order.entries, order.columns, sector_names(), get_language() or "fr")


def _workbook(order: Order) -> Any:
    return workbook(order.entries, order.columns, sector_names(), order.title)


def _booklet(order: Order) -> bytes:
    return booklet(order.entries, sector_names(), title=order.title, subtitle=order.subtitle, about=order.about)


FORMATS = {
    one.name: one
    for one in (
        Format(
            "pdf", _("Annuaire à imprimer (PDF)"),
            _("Une présentation par structure, puis un index par secteur et un autre par commune."),
            "printer", 1_000, "pdf", "application/pdf", _booklet,
        ),
        Format(
            "xlsx", _("Classeur (XLSX)"), _("Pour Excel ou LibreOffice, avec les bons types de cellules."),
            "table", 10_000, "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook,
        ),
        Format(
            "csv", _("Tableau (CSV)"), _("S'ouvre d'un double clic dans un tableur français."),
            "sheet", 250_000, "csv", "text/csv; charset=utf-8", _spreadsheet,
        ),
        Format(
            "vcard", _("Carnet d'adresses (vCard 4)"), _("Pour un téléphone ou une messagerie récente."),
            "contact", 5_000, "vcf", "text/vcard; charset=utf-8", lambda order: cards(order.entries, sector_names()),
        ),
        Format(
            "vcard3", _("Carnet d'adresses (vCard 3)"), _("Pour Outlook et les messageries plus anciennes."),
            "contact", 5_000, "vcf", "text/vcard; charset=utf-8",
            lambda order: cards(order.entries, sector_names(), version="3.0"),
        ),
        Format(
            "geojson", _("Points sur une carte (GeoJSON)"), _("Pour QGIS, uMap ou un autre outil de cartes."),
            "map-pin", 250_000, "geojson", "application/geo+json",
            lambda order: feature_collection(order.entries, order.columns),
        ),
        Format(
            "script", _("Données pour un programme (CSV)"),
            _("Virgules, UTF-8, noms de colonnes en anglais, codes et dates ISO."),
            "braces", 250_000, "csv", "text/csv; charset=utf-8",
            lambda order: script_csv(order.entries, order.columns),
        ),
    )
}  # fmt: skip
