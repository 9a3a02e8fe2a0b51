"""What follows: the answer, questions, money, reports, what is counted."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.dossiers import rules
from essaim.dossiers.enums import DossierState
from essaim.dossiers.gate import open_to_links
from essaim.dossiers.models import Dossier
from essaim.kernel.errors import Refusal

from .. import access_sending as access
from .. import actions, screen
from ..forms import AnswerForm, CountForm, IndicatorForm, OutcomeForm, PaymentForm, QuestionForm, ReportForm
from .common import attempt, carried, to


@open_to_links
def after(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_after(request, club_slug, pk)
    return render(request, "submissions/after.html", screen.after(request, dossier))


def _led(request: HttpRequest, club_slug: str, pk: int) -> Dossier:
    dossier = access.get_to_lead(request, club_slug, pk)
    if not dossier.is_frozen:
        raise Http404
    return dossier


def _done(
    request: HttpRequest, dossier: Dossier, form: Form, act: Callable[[], Any], anchor: str, **forms: Any
) -> HttpResponse:
    """Carried out, back to the page at `anchor`; else the page again, with what was typed."""
    if carried(form, act):
        messages.success(request, _("C'est noté."))
        return to(request, "after", dossier, anchor)
    return render(request, "submissions/after.html", screen.after(request, dossier, **forms))


@require_POST
def outcome(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    form = OutcomeForm(request.POST, settled=dossier.state != DossierState.SUBMITTED, auto_id="issue-%s")
    return _done(
        request, dossier, form,
        lambda: actions.set_outcome(dossier=dossier, actor=person(request), **form.facts()), "issue",
        outcome_form=form,
    )  # fmt: skip


@require_POST
def ask(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    form = QuestionForm(request.POST, auto_id="question-%s")
    return _done(
        request, dossier, form,
        lambda: actions.add_question(dossier=dossier, actor=person(request), **form.cleaned_data), "questions",
        question_form=form,
    )  # fmt: skip


@require_POST
def answer(request: HttpRequest, club_slug: str, pk: int, question_pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    row = access.get_question(dossier, question_pk)
    form = AnswerForm(request.POST, auto_id=f"reponse-{row.pk}-%s")
    return _done(
        request, dossier, form,
        lambda: actions.answer_question(question=row, actor=person(request), **form.cleaned_data), "questions",
        answer_form=(row.pk, form),
    )  # fmt: skip


@require_POST
def pay(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    team = rules.team_of(request.partners)  # type: ignore[attr-defined]
    form = PaymentForm(request.POST, partners=team, auto_id="versement-%s")
    return _done(
        request, dossier, form,
        lambda: actions.add_payment(dossier=dossier, actor=person(request), **form.facts()), "versements",
        payment_form=form,
    )  # fmt: skip


@require_POST
def mark_payment(request: HttpRequest, club_slug: str, pk: int, payment_pk: int, step: str) -> HttpResponse:
    """`step`: recu, then verse."""
    dossier = _led(request, club_slug, pk)
    row = access.get_payment(dossier, payment_pk)
    steps = {"recu": "received", "verse": "paid"}
    if step not in steps:
        raise Http404
    attempt(
        request, lambda: actions.mark_payment(payment=row, actor=person(request), step=steps[step]), _("C'est noté.")
    )
    return to(request, "after", dossier, "versements")


@require_POST
def remove_payment(request: HttpRequest, club_slug: str, pk: int, payment_pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    row = access.get_payment(dossier, payment_pk)
    attempt(request, lambda: actions.remove_payment(payment=row, actor=person(request)), _("C'est retiré."))
    return to(request, "after", dossier, "versements")


@require_POST
def report(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    form = ReportForm(request.POST, auto_id="compte-rendu-%s")
    return _done(
        request, dossier, form,
        lambda: actions.add_report(dossier=dossier, actor=person(request), **form.cleaned_data), "comptes-rendus",
        report_form=form,
    )  # fmt: skip


@require_POST
def mark_report(request: HttpRequest, club_slug: str, pk: int, report_pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    row = access.get_report(dossier, report_pk)
    attempt(request, lambda: actions.mark_report(report=row, actor=person(request)), _("C'est noté."))
    return to(request, "after", dossier, "comptes-rendus")


@require_POST
def remove_report(request: HttpRequest, club_slug: str, pk: int, report_pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    row = access.get_report(dossier, report_pk)
    attempt(request, lambda: actions.remove_report(report=row, actor=person(request)), _("C'est retiré."))
    return to(request, "after", dossier, "comptes-rendus")


@require_POST
def indicator(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    form = IndicatorForm(request.POST, auto_id="indicateur-%s")
    return _done(
        request, dossier, form,
        lambda: actions.add_indicator(dossier=dossier, actor=person(request), **form.cleaned_data), "indicateurs",
        indicator_form=form,
    )  # fmt: skip


@require_POST
def count(request: HttpRequest, club_slug: str, pk: int, indicator_pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    row = access.get_indicator(dossier, indicator_pk)
    form = CountForm(request.POST, auto_id=f"compter-{row.pk}-%s")
    return _done(
        request, dossier, form,
        lambda: actions.note_value(indicator=row, actor=person(request), **form.cleaned_data), "indicateurs",
        count_form=(row.pk, form),
    )  # fmt: skip


@require_POST
def remove_indicator(request: HttpRequest, club_slug: str, pk: int, indicator_pk: int) -> HttpResponse:
    dossier = _led(request, club_slug, pk)
    row = access.get_indicator(dossier, indicator_pk)
    attempt(request, lambda: actions.remove_indicator(indicator=row, actor=person(request)), _("C'est retiré."))
    return to(request, "after", dossier, "indicateurs")


@require_POST
def practice(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """« En tirer une pratique »: the sheet begins with what the dossier says."""
    dossier = _led(request, club_slug, pk)
    try:
        begun = actions.begin_practice(dossier=dossier, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to(request, "after", dossier)
    return redirect("practices:detail", dossier.club.slug, begun.pk)
