"""The list of a meeting in a file that spreadsheets open, where no cell can run as a formula."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.ui.sheets import file_name, harmless

from .models import Attendance, Meeting


def attendance_csv(meeting: Meeting, rows: Iterable[Attendance]) -> HttpResponse:
    """UTF-8 with its mark and semicolons, as French spreadsheets expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("Nom"), _("Structure"), _("Adresse e-mail"), _("À quel titre"), _("Réponse"), _("Place"),
            _("Accompagne"), _("Pour être à l'aise"), _("Part de"), _("Places en voiture"), _("Cherche une place"),
            _("Arrivée"),
        ]
    )  # fmt: skip
    for row in rows:
        came = timezone.localtime(row.checked_in_at).strftime("%H:%M") if row.checked_in_at else ""
        cells = [
            row.name, row.organization.name if row.organization else row.comes_from, row.email, row.get_kind_display(),
            row.get_answer_display(), row.get_seat_display(), row.brought_by.name if row.brought_by else "", row.needs,
            row.leaves_from.name if row.leaves_from else "", str(row.car_places or ""),
            _("oui") if row.wants_lift else "", came,
        ]  # fmt: skip
        writer.writerow([harmless(str(cell)) for cell in cells])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(meeting.title, extension="csv")}"'
    return response
