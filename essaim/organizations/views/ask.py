"""Suggesting a correction, asking to keep a page, and answering both; confirming a page from a message."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..enums import CORRECTABLE
from ..forms.ask import AnswerForm, ClaimForm, CodeForm, CorrectionForm


@login_not_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Suggest a correction, signed in or not."""
    organization = access.get_organization(request, pk)
    signed_in = request.user.is_authenticated
    form = CorrectionForm(request.POST or None, signed_in=signed_in)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            if not form.is_robot:
                actions.suggest_correction(
                    organization=organization, field=values["field"], text=values["text"],
                    author=request.user if signed_in else None, name=values.get("name", ""),
                    email=values.get("email", ""),
                )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("Merci. Votre correction est partie à ceux qui tiennent la fiche."))
            return redirect(organization)
    return render(request, "organizations/correct.html", {"organization": organization, "form": form})


def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to keep the page, or follow one's request."""
    organization = access.get_organization(request, pk)
    assert request.user.is_authenticated  # the address asks for it
    current = queries.claim_of(request.user, organization)
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.claim_page(
                organization=organization, user=request.user, role=values["role"], message=values["message"]
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("organizations:claim", pk)
    context = {
        "organization": organization,
        "form": form,
        "claim": current,
        "code_form": CodeForm(),
        "keeps": queries.keeps_page(request.user, organization),
        "by_code": queries.claims_by_code(organization),
    }
    return render(request, "organizations/claim.html", context)


@require_POST
def prove_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the code read at the organization's address."""
    current = access.get_own_claim(request, pk)
    form = CodeForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    try:
        actions.prove_claim(claim=current, code=code)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("organizations:claim", pk)
    messages.success(request, _("C'est vous qui tenez cette fiche maintenant."))
    return redirect("organizations:edit", pk)


@require_POST
def ask_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The code cannot be read: a person decides."""
    actions.ask_review(claim=access.get_own_claim(request, pk))
    return redirect("organizations:claim", pk)


@require_POST
def withdraw_claim(request: HttpRequest, pk: int) -> HttpResponse:
    actions.withdraw_claim(claim=access.get_own_claim(request, pk))
    messages.success(request, _("Votre demande est retirée."))
    return redirect("organizations:claim", pk)


def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """What people ask about a page: corrections and claims that wait."""
    organization = access.get_organization_to_settle(request, pk)
    context = {
        "organization": organization,
        "corrections": [(row, row.field in CORRECTABLE) for row in queries.open_corrections(organization)],
        "claims": queries.open_claims(organization),
    }
    return render(request, "organizations/asked.html", context)


def _answer(request: HttpRequest) -> str:
    form = AnswerForm(request.POST)
    return form.cleaned_data["answer"] if form.is_valid() else ""


@require_POST
def settle_correction(request: HttpRequest, pk: int, correction_pk: int) -> HttpResponse:
    """`verb`: `take` the text as it stands, `apply` (done by hand), `decline`."""
    correction = access.get_correction_to_settle(request, pk, correction_pk)
    verb, answer = request.POST.get("verb"), _answer(request)
    try:
        if verb in ("take", "apply"):
            actions.apply_correction(correction=correction, actor=request.user, answer=answer, take=verb == "take")
            messages.success(request, _("La fiche est corrigée."))
        else:
            actions.decline_correction(correction=correction, actor=request.user, answer=answer)
            messages.success(request, _("La fiche reste telle quelle."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("organizations:asked", pk)


@require_POST
def settle_claim(request: HttpRequest, pk: int, claim_pk: int) -> HttpResponse:
    """`verb`: `accept` or `decline`."""
    found = access.get_claim_to_settle(request, pk, claim_pk)
    settle = actions.accept_claim if request.POST.get("verb") == "accept" else actions.decline_claim
    try:
        settle(claim=found, actor=request.user, answer=_answer(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Votre réponse est partie."))
    return redirect("organizations:asked", pk)


@login_not_required
@never_cache
def confirm_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page a reminder opens. Opening it writes nothing (mail scanners open links); its button confirms."""
    if request.method == "POST":
        organization = actions.confirm_by_link(token=token)
        messages.success(request, _("Merci. La fiche est vérifiée à ce jour."))
        return redirect(organization)
    person = actions.read_confirmation_token(token)
    return render(
        request, "organizations/confirm.html", {"organization": person.organization, "person": person, "token": token}
    )
