"""Taking a practice up, coming to see, saying that it happened."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..enums import VISIT_VERBS
from ..forms import AdoptForm, SettleVisitForm, VisitForm
from .common import attempt, to_detail


def adopt(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """« Nous l'avons reprise », for one of the person's structures (`?structure=`); done already, to put right."""
    practice = access.get_practice_as_member(request, club_slug, pk)
    others = access.get_others(request, practice)
    mine = access.pick_other(request, practice, request.GET.get("structure"))
    known = queries.adoption_of(practice, mine)
    initial = {"since": known.since, "gave": known.gave, "changed": known.changed} if known else {}
    form = AdoptForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.adopt(practice=practice, organization=mine, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Merci : %(name)s le saura.") % {"name": practice.organization.name})
            return to_detail(practice)
    context = {"practice": practice, "club": practice.club, "form": form, "mine": mine, "known": known,
               "others": others if len(others) > 1 else []}  # fmt: skip
    return render(request, "practices/adopt.html", context)


@require_POST
def give_up(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_as_member(request, club_slug, pk)
    mine = access.pick_other(request, practice, request.POST.get("structure"))
    adoption = queries.adoption_of(practice, mine)
    if adoption is None:
        return to_detail(practice)
    return attempt(
        request, practice, lambda: actions.give_up(adoption=adoption, actor=person(request)), _("C'est retiré.")
    )


def ask_visit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Write to the structure that can show it."""
    practice = access.get_practice_as_member(request, club_slug, pk)
    mine = access.pick_other(request, practice, request.GET.get("structure"))
    if not (practice.stands and (practice.offers_visit or practice.offers_call)):
        raise Http404
    form = VisitForm(request.POST or None, practice=practice)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_visit(practice=practice, organization=mine, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est parti. La réponse vous arrivera par e-mail."))
            return to_detail(practice)
    context = {"practice": practice, "club": practice.club, "form": form, "mine": mine}
    return render(request, "practices/ask_visit.html", context)


@require_POST
def settle_visit(request: HttpRequest, club_slug: str, pk: int, visit_pk: int) -> HttpResponse:
    """`verb` is « give » or « refuse »."""
    visit = access.get_visit_to_settle(request, club_slug, pk, visit_pk)
    verb, form = request.POST.get("verb", ""), SettleVisitForm(request.POST)
    if verb not in VISIT_VERBS:
        return to_detail(visit.practice)
    if not form.is_valid():
        messages.error(request, _("Ce jour ne se lit pas. Choisissez-le dans le calendrier."))
        return to_detail(visit.practice)
    said = _("Merci d'avoir pris ce temps.") if verb == "give" else _("C'est dit, avec tact.")
    return attempt(
        request, visit.practice,
        lambda: actions.settle_visit(visit=visit, verb=verb, actor=person(request), on=form.cleaned_data["on"]), said,
    )  # fmt: skip
