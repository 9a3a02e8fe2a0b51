"""Booking, and what becomes of it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_of_mine
from essaim.kernel.errors import Refusal

from .. import access, actions, looking, queries, words
from ..enums import BookingState, HandoverKind
from ..forms import BookingForm, ChangeForm, ReportForm, WordForm
from ..panels import panels_of
from .catalogue import day_asked


def book(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The form; what it comes to, with its price; then it is booked. `verb`: look, book or wait."""
    place = access.get_resource(request, club_slug, pk)
    soonest = localdate(timezone.now() + timedelta(minutes=place.resource.notice))
    initial = {"day": max(day_asked(request), soonest)}
    form = BookingForm(
        request.POST or None, initial=initial, resource=place.resource, organizations=place.mine, keeps=place.keeps
    )
    if not form.choices:
        messages.error(request, _("On réserve au nom d'une structure membre, et vous n'en représentez pas ici."))
        return redirect("resources:resource", place.club.slug, pk)
    look = None
    if request.method == "POST" and form.is_valid():
        verb = request.POST.get("verb", "look")
        look = looking.look(place.resource, form)
        # The price agreed to is the one that was read.
        if verb in ("book", "wait") and request.POST.get("seen") == look.mark:
            try:
                return _booked(request, place, form, wait=verb == "wait")
            except Refusal as refusal:
                form.refuse(refusal)
                look = None
        elif look.refusal:
            form.refuse(look.refusal)
    return render(
        request, "resources/book.html", {"club": place.club, "resource": place.resource, "form": form, "look": look,
                                         "conditions": words.conditions(place.resource)},
    )  # fmt: skip


def _booked(request: HttpRequest, place: access.Place, form: BookingForm, *, wait: bool) -> HttpResponse:
    facts: dict[str, Any] = {"resource": place.resource, "borrower": form.for_whom(), "person": person(request)}
    if recurrence := form.recurrence():
        asked = form.asked()
        series = actions.book_series(
            **facts, recurrence=recurrence, quantity=asked.quantity, purpose=asked.purpose,
            skip_taken=form.cleaned_data["skip_taken"],
        )  # fmt: skip
        row = queries.times_of_series(series)[0]
    else:
        row = actions.book(**facts, asked=form.asked(), wait=wait)
    messages.success(request, _said(row))
    return redirect("resources:booking", place.club.slug, row.pk)


def _said(row) -> str:
    if row.state == BookingState.WAITING:
        return _("Vous êtes sur la liste d'attente : dès que la place se libère, elle vous est proposée.")
    if row.state == BookingState.REQUESTED:
        return _("C'est demandé, et gardé pour vous. %(owner)s répond bientôt.") % {"owner": row.resource.owner.name}
    return _("C'est réservé.")


def bookings(request: HttpRequest, club_slug: str) -> HttpResponse:
    """« Mes réservations »: what waits for an answer, what one borrows and lends, what is over."""
    club, mine = get_club_of_mine(request, club_slug)
    return render(
        request,
        "resources/bookings.html",
        {
            "club": club,
            "mine": mine,
            "requests": queries.to_answer(club, mine),
            "borrowed": queries.borrowed_by(club, mine),
            "lent": queries.lent_by(club, mine),
            "past": queries.past_of(club, mine),
        },
    )


def booking(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _booking(request, access.get_booking(request, club_slug, pk))


def _booking(request: HttpRequest, part: access.Part, **forms: Any) -> HttpResponse:
    row = part.booking
    state = row.state
    return render(
        request,
        "resources/booking.html",
        {
            "club": part.club,
            "row": row,
            "keeps": part.keeps,
            "borrows": part.borrows,
            "price": words.price(row),
            "when": words.when(row.starts_at, row.ends_at, row.resource.step),
            "to_answer": part.keeps and state == BookingState.REQUESTED,
            "to_accept": part.borrows and state == BookingState.OFFERED,
            "to_hand_over": part.keeps and state == BookingState.APPROVED,
            "to_take_back": part.keeps and state in (BookingState.APPROVED, BookingState.HANDED_OVER),
            "to_change": state in (BookingState.REQUESTED, BookingState.APPROVED)
            or (part.keeps and state == BookingState.HANDED_OVER),
            "to_cancel": state
            in (BookingState.WAITING, BookingState.OFFERED, BookingState.REQUESTED, BookingState.APPROVED),
            "shows_access": state in (BookingState.APPROVED, BookingState.HANDED_OVER),
            "others": queries.other_dates(row),
            "clash": part.keeps and row.clash_told_at is not None and queries.clash_of(row),
            "handovers": queries.handovers_of(row),
            "panels": panels_of(request, row),
            "word_form": forms.get("word_form") or WordForm(),
        },
    )


@require_POST
def answer(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """`verb` is « approve » or « decline »; only those who keep the means answer."""
    part = access.get_booking_to_keep(request, club_slug, pk)
    form = WordForm(request.POST)
    verb = {"approve": actions.approve, "decline": actions.decline}.get(request.POST.get("verb", ""))
    if verb is None or not form.is_valid():
        return _booking(request, part, word_form=form)
    return _done(
        request, part, lambda: verb(booking=part.booking, actor=person(request), word=form.cleaned_data["word"]),
        _("C'est accordé.") if verb is actions.approve else _("C'est refusé, et la place est libre."),
    )  # fmt: skip


@require_POST
def accept(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    part = access.get_booking(request, club_slug, pk)
    if not part.borrows:
        raise Http404
    return _done(
        request, part, lambda: actions.accept(booking=part.booking, actor=person(request)), _("La place est à vous.")
    )


@require_POST
def cancel(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    part = access.get_booking(request, club_slug, pk)
    form = WordForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    return _done(
        request, part,
        lambda: actions.cancel(booking=part.booking, actor=person(request), word=word, as_owner=part.keeps),
        _("C'est annulé."), back_to=request.POST.get("depuis", ""),
    )  # fmt: skip


@require_POST
def cancel_series(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    part = access.get_booking(request, club_slug, pk)
    series = access.get_series(part)
    return _done(
        request, part, lambda: actions.cancel_series(series=series, actor=person(request), as_owner=part.keeps),
        _("Les dates à venir sont annulées."),
    )  # fmt: skip


@require_POST
def answer_series(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    part = access.get_booking_to_keep(request, club_slug, pk)
    series, approved = access.get_series(part), request.POST.get("verb") == "approve"
    return _done(
        request, part, lambda: actions.answer_series(series=series, actor=person(request), approved=approved),
        _("Toutes les dates sont accordées.") if approved else _("Toutes les dates sont refusées."),
    )  # fmt: skip


def _done(request: HttpRequest, part: access.Part, act, said: str, *, back_to: str = "") -> HttpResponse:
    """Do it, say so, and show the booking, or the one of the same series from whose page it was asked."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    series = part.booking.series
    page = queries.same_series(series, back_to) if series else None
    return redirect("resources:booking", part.club.slug, page or part.booking.pk)


def change(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    part = access.get_booking(request, club_slug, pk)
    row = part.booking
    form = ChangeForm(request.POST or None, resource=row.resource, initial=ChangeForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change(booking=row, actor=person(request), asked=form.asked(), as_owner=part.keeps)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            asks = changed.state == BookingState.REQUESTED
            messages.success(request, _("C'est changé, et redemandé.") if asks else _("C'est changé."))
            return redirect("resources:booking", part.club.slug, row.pk)
    asks_again = not part.keeps and row.resource.needs_approval and row.state == BookingState.APPROVED
    return render(
        request, "resources/change.html", {"club": part.club, "row": row, "form": form, "asks_again": asks_again}
    )


def report(request: HttpRequest, club_slug: str, pk: int, kind: str) -> HttpResponse:
    """The hand-over (`out`) or the return (`back`), by those who keep the means."""
    part = access.get_booking_to_keep(request, club_slug, pk)
    row, back = part.booking, kind == HandoverKind.BACK
    form = ReportForm(request.POST or None, request.FILES or None, booking=row, back=back)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        measured = data.get("measured")
        told = actions.Report(
            data["shape"], data["note"], data.get("kilometres"), None if measured is None else int(measured * 1000)
        )
        act = actions.take_back if back else actions.hand_over
        try:
            act(booking=row, actor=person(request), report=told, photos=data["photos"])
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est noté."))
            return redirect("resources:booking", part.club.slug, row.pk)
    return render(request, "resources/report.html", {"club": part.club, "row": row, "form": form, "back": back})
