"""Agreements: the list, one begun, completed, made, signed, on paper; what to check before."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member, pick
from essaim.clubs.queries import members_of
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import access, law
from ..actions import agreements as actions
from ..enums import AgreementState
from ..forms import AgreementForm, BeginForm, PaperForm, RiderForm, SignForm, StaffForm
from ..models import Agreement
from ..queries import agreements as queries
from ..queries.ledger import speaks_for


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The agreements of a structure, and its loans that have none."""
    club, own, mine = access.get_club_and_structure(request, club_slug)
    if mine not in own:
        mine = pick(own, None)
    return render(
        request,
        "lending/agreements.html",
        {
            "mine": mine,
            "choices": [{"label": one.name, "url": f"?structure={one.pk}", "current": one == mine} for one in own]
            if len(own) > 1 else [],
            "agreements": list(queries.agreements_of(club, mine)) if mine else [],
            "bookings": list(queries.without_agreement(club, mine)) if mine else [],
        },
    )  # fmt: skip


def checks(request: HttpRequest, club_slug: str) -> HttpResponse:
    get_club_as_member(request, club_slug)
    return render(request, "lending/checks.html", {"loan": law.LOAN_CHECKS, "staff": law.STAFF_CHECKS})


def begin(request: HttpRequest, club_slug: str) -> HttpResponse:
    """An agreement from nothing."""
    club, own, mine = access.get_club_and_structure(request, club_slug)
    if mine not in own:
        mine = pick(own, None)
    if mine is None:
        messages.error(request, _("On signe au nom d'une structure membre, et vous n'en représentez pas ici."))
        return redirect("lending:agreements", club.slug)
    today = localdate()
    form = BeginForm(
        request.POST or None, others=members_of(club).exclude(pk=mine.pk),
        initial={"starts_on": today, "ends_on": today, "kind": request.GET.get("quoi", "equipment")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lender, borrower = (mine, data["other"]) if data["way"] == "lend" else (data["other"], mine)
        try:
            row = actions.begin(
                club=club, kind=data["kind"], lender=lender, borrower=borrower, actor=person(request),
                starts_on=data["starts_on"], ends_on=data["ends_on"], thing=data["thing"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("lending:edit_agreement", club.slug, row.pk)
    return render(request, "lending/begin.html", {"form": form, "mine": mine})


@require_POST
def begin_from_booking(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    booking = access.get_booking(request, club_slug, pk)
    try:
        row = actions.begin_from_booking(booking=booking, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("lending:agreements", club_slug)
    messages.success(request, _("La convention est remplie avec la réservation : complétez-la."))
    return redirect("lending:edit_agreement", club_slug, row.pk)


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Complete a draft; `make` in the form: and set it on paper."""
    row, mine = access.get_agreement(request, club_slug, pk)
    if row.state != AgreementState.DRAFT:
        return redirect("lending:agreement", club_slug, pk)
    kind = StaffForm if row.is_staff else AgreementForm
    form = kind(request.POST or None, initial=_initial(row, kind))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.update(agreement=row, actor=person(request), **form.cleaned_data)
            if "make" in request.POST:
                actions.make(agreement=row, actor=person(request))
        except Refusal as refusal:
            # All that lacks, not only the first of it.
            for name in actions.missing_in(row) if refusal.code == "missing" else [refusal.field]:
                form.add_error(name if name in form.fields else None, str(refusal))
        else:
            made = "make" in request.POST
            messages.success(
                request, _("La convention est prête : chacun la signe ici.") if made else _("C'est gardé.")
            )
            return redirect("lending:agreement", club_slug, pk)
    return render(request, "lending/edit_agreement.html", {"form": form, "row": row, "mine": mine})


def _initial(row: Agreement, kind: type[AgreementForm]) -> dict:
    names = [name for name, field in kind.base_fields.items()]
    return {
        name: getattr(row.staff if name in actions.STAFF_FIELDS else row, name) for name in names
    }  # fmt: skip


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_agreement(request, club_slug, pk)
    return _detail(request, row, mine)


def _detail(request: HttpRequest, row: Agreement, mine: Organization, **forms) -> HttpResponse:
    documents = queries.documents_of(row)
    current = next((one for one in documents if one.kind == "agreement" and one.version == row.version), None)
    signed = [one.organization_id for one in current.signatures.all()] if current else []
    seat = speaks_for(person(request), mine)
    waiting = row.state in queries.TO_SIGN
    initial = {
        "sha256": current.sha256 if current else "",
        "name": person(request).name or (seat.name if seat else ""),
        "role": seat.role if seat else "",
    }
    return render(
        request,
        "lending/agreement.html",
        {
            "row": row,
            "mine": mine,
            "other": row.other_of(mine),
            "documents": documents,
            "current": current if waiting else None,
            "signatures": list(current.signatures.all()) if current else [],
            "to_sign": waiting and seat is not None and mine.pk not in signed,
            "waits_for_speaker": waiting and seat is None and mine.pk not in signed,
            "to_edit": row.state == AgreementState.DRAFT,
            "to_rework": waiting,
            "to_drop": row.state in queries.OPEN,
            "to_note_rider": row.is_staff and row.version and not row.staff.rider_signed_on,
            "sign_form": forms.get("sign_form") or SignForm(initial=initial),
            "paper_form": forms.get("paper_form") or PaperForm(initial={"day": localdate()}),
            "rider_form": forms.get("rider_form") or RiderForm(initial={"day": localdate()}, prefix="avenant"),
            "open_paper": "paper_form" in forms,
        },
    )


@require_POST
def sign(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_agreement(request, club_slug, pk)
    form = SignForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.sign(
                agreement=row, organization=mine, user=person(request), name=data["name"], role=data["role"],
                sha256=data["sha256"],
            )  # fmt: skip
        except Refusal as refusal:
            if refusal.field is None:
                messages.error(request, str(refusal))
                return redirect("lending:agreement", club_slug, pk)
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est signé, au nom de %(name)s. Merci.") % {"name": mine.name})
            return redirect("lending:agreement", club_slug, pk)
    return _detail(request, row, mine, sign_form=form)


@require_POST
def paper(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Both signed the printed version."""
    row, mine = access.get_agreement(request, club_slug, pk)
    form = PaperForm(request.POST)
    return _dated(request, row, mine, form, "paper_form", actions.sign_on_paper)


@require_POST
def rider(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The employee signed the rider."""
    row, mine = access.get_agreement(request, club_slug, pk)
    form = RiderForm(request.POST, prefix="avenant")
    return _dated(request, row, mine, form, "rider_form", actions.note_rider)


def _dated(request: HttpRequest, row: Agreement, mine: Organization, form, name: str, act) -> HttpResponse:
    if form.is_valid():
        try:
            act(agreement=row, actor=person(request), day=form.cleaned_data["day"])
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est noté."))
            return redirect("lending:agreement", row.club.slug, row.pk)
    return _detail(request, row, mine, **{name: form})


@require_POST
def rework(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, _mine = access.get_agreement(request, club_slug, pk)
    return _act(request, row, actions.rework, _("La convention est rouverte."), "lending:edit_agreement")


@require_POST
def drop(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, _mine = access.get_agreement(request, club_slug, pk)
    return _act(request, row, actions.drop, _("La convention est abandonnée."), "lending:agreement")


def _act(request: HttpRequest, row: Agreement, act, said: str, page: str) -> HttpResponse:
    try:
        act(agreement=row, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        page = "lending:agreement"
    else:
        messages.success(request, said)
    return redirect(page, row.club.slug, row.pk)


def document(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> FileResponse:
    row, _mine = access.get_agreement(request, club_slug, pk)
    return as_attachment(access.get_document(row, document_pk))
