"""For those who lend: adding a means, saying it better, closing it, following one's own calendar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_of_mine
from essaim.clubs.queries import municipalities_of
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..forms import CalendarForm, ClosureForm, PhotoForm, ResourceForm

_HOURS = {"open_days", "opens", "closes"}


def _departments(club) -> frozenset[str]:
    return frozenset(municipalities_of(club).values_list("department_id", flat=True))


def add(request: HttpRequest, club_slug: str) -> HttpResponse:
    club, mine = get_club_of_mine(request, club_slug)
    if not mine:
        messages.error(request, _("On prête au nom d'une structure membre, et vous n'en représentez pas ici."))
        return redirect("resources:index", club.slug)
    form = ResourceForm(request.POST or None, owners=mine, departments=_departments(club))
    if request.method == "POST" and form.is_valid():
        owner = form.owners[form.cleaned_data["owner"]]
        try:
            row = actions.add_resource(
                club=club, owner=owner, actor=person(request), conditions=form.conditions(), hours=form.hours(),
                publish=request.POST.get("verb") == "publish", **form.facts(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("opens" if refusal.field == "hours" else None, str(refusal))
        else:
            messages.success(request, _("C'est au catalogue. Une photo donne envie.") if row.is_published else _(
                "C'est gardé, pour vous seulement."))  # fmt: skip
            return redirect("resources:photos", club.slug, row.pk)
    return render(request, "resources/edit.html", {"club": club, "form": form, "resource": None})


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    place = access.get_resource_to_keep(request, club_slug, pk)
    means = place.resource
    form = ResourceForm(
        request.POST or None, owners=[means.owner], departments=_departments(place.club),
        initial=ResourceForm.initial_of(means),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_resource(
                resource=means, actor=person(request), conditions=form.conditions(),
                hours=form.hours() if _HOURS & set(form.changed_data) else None, **form.facts(),
            )  # fmt: skip
        except Refusal as refusal:
            field = "opens" if refusal.field == "hours" else refusal.field
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est changé. Ce qui est réservé tient comme convenu."))
            return redirect("resources:resource", place.club.slug, pk)
    return render(request, "resources/edit.html", {"club": place.club, "form": form, "resource": means})


def add_photo(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The pictures, and one more."""
    place = access.get_resource_to_keep(request, club_slug, pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_photo(
                resource=place.resource, actor=person(request), upload=data["photo"], alternative=data["alternative"]
            )
        except Refusal as refusal:
            form.add_error("photo", str(refusal))
        else:
            messages.success(request, _("La photo est ajoutée."))
            return redirect("resources:photos", place.club.slug, pk)
    return render(
        request, "resources/photos.html",
        {"club": place.club, "resource": place.resource, "form": form, "photos": list(place.resource.photos.all())},
    )  # fmt: skip


@require_POST
def remove_photo(request: HttpRequest, club_slug: str, pk: int, photo_pk: int) -> HttpResponse:
    place = access.get_resource_to_keep(request, club_slug, pk)
    actions.remove_photo(photo=access.get_photo(request, club_slug, pk, photo_pk), actor=person(request))
    return redirect("resources:photos", place.club.slug, pk)


@require_POST
def publish(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    place = access.get_resource_to_keep(request, club_slug, pk)
    actions.publish(resource=place.resource, actor=person(request))
    messages.success(request, _("C'est au catalogue."))
    return redirect("resources:resource", place.club.slug, pk)


@require_POST
def withdraw(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    place = access.get_resource_to_keep(request, club_slug, pk)
    actions.withdraw(resource=place.resource, actor=person(request))
    messages.success(request, _("C'est retiré du catalogue. Ce qui est réservé tient."))
    return redirect("resources:resource", place.club.slug, pk)


def availability(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Closed periods, and the calendars that keep bookings away."""
    return _availability(request, access.get_resource_to_keep(request, club_slug, pk))


def _availability(request: HttpRequest, place: access.Place, **forms) -> HttpResponse:
    return render(
        request,
        "resources/availability.html",
        {
            "club": place.club,
            "resource": place.resource,
            "closures": queries.closures_of(place.resource),
            "calendars": queries.calendars_of(place.resource),
            "clashes": queries.clashes_of(place.resource),
            "closure_form": forms.get("closure_form") or ClosureForm(prefix="fermeture"),
            "calendar_form": forms.get("calendar_form") or CalendarForm(prefix="agenda"),
        },
    )


@require_POST
def close(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    place = access.get_resource_to_keep(request, club_slug, pk)
    form = ClosureForm(request.POST, prefix="fermeture")
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.close(
                resource=place.resource, actor=person(request), starts_at=data["starts_at"], ends_at=data["ends_at"],
                reason=data["reason"], anyway=data["anyway"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("last" if refusal.field == "ends" else "anyway", str(refusal))
        else:
            messages.success(request, _("C'est fermé à ces dates."))
            return redirect("resources:availability", place.club.slug, pk)
    return _availability(request, place, closure_form=form)


@require_POST
def open_again(request: HttpRequest, club_slug: str, pk: int, closure_pk: int) -> HttpResponse:
    place = access.get_resource_to_keep(request, club_slug, pk)
    actions.open_again(closure=access.get_closure(place, closure_pk), actor=person(request))
    messages.success(request, _("C'est rouvert à ces dates."))
    return redirect("resources:availability", place.club.slug, pk)


@require_POST
def add_calendar(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    place = access.get_resource_to_keep(request, club_slug, pk)
    form = CalendarForm(request.POST, prefix="agenda")
    if form.is_valid():
        try:
            actions.follow_calendar(resource=place.resource, actor=person(request), url=form.cleaned_data["url"])
        except Refusal as refusal:
            form.add_error("url", str(refusal))
        else:
            messages.success(request, _("Cet agenda est suivi : il est lu dans quelques minutes, puis chaque heure."))
            return redirect("resources:availability", place.club.slug, pk)
    return _availability(request, place, calendar_form=form)


@require_POST
def remove_calendar(request: HttpRequest, club_slug: str, pk: int, calendar_pk: int) -> HttpResponse:
    place = access.get_resource_to_keep(request, club_slug, pk)
    actions.unfollow_calendar(calendar=access.get_external_calendar(place, calendar_pk), actor=person(request))
    messages.success(request, _("Cet agenda n'est plus suivi."))
    return redirect("resources:availability", place.club.slug, pk)
