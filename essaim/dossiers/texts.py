"""What `writing` asks of a section's text: who may do what, and where it stands."""

from django.http import HttpRequest
from django.urls import reverse

from essaim.writing.kinds import Rights
from essaim.writing.models import Text

from . import access, queries
from .enums import SectionState
from .models import Dossier, Section


def rights(request: HttpRequest, text: Text) -> Rights:
    """The team writes what is not finished; who has no account writes the parts that their structure answers for, and
    proposes for the others. A reader by link reads the page of the file, not what is said of it."""
    section = queries.section_of(text)
    return rights_on(access.seat_in(request, section.dossier), section) if section else Rights()


def rights_on(seat: access.Seat, section: Section) -> Rights:
    """The same, once the seat is known. No query."""
    if not seat.in_team:
        return Rights(read=seat.is_invited)
    open_now = section.dossier.may_change
    own = seat.link is None or (seat.partner is not None and section.owner_id == seat.partner.pk)
    owns = seat.is_lead or any(part.pk == section.owner_id for part in seat.parts)
    return Rights(
        read=True, write=open_now and own and section.state != SectionState.DONE, comment=open_now,
        propose=open_now and not own, settle=open_now and owns,
    )  # fmt: skip


def guest(request: HttpRequest, text: Text) -> str:
    """The name of who writes without account; empty for nobody that the dossier knows."""
    section = queries.section_of(text)
    return access.seat_in(request, section.dossier).by if section else ""


def url(text: Text) -> str:
    section = queries.section_of(text)
    dossier: Dossier = section.dossier  # type: ignore[union-attr]
    return reverse("dossiers:file", args=[dossier.club.slug, dossier.pk]) + f"#partie-{section.pk}"  # type: ignore[union-attr]
