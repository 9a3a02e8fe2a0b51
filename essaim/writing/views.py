"""Writing a text, reading its versions, discussing it. Each view asks the right it needs; without it, 404."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.kernel.errors import Refusal

from . import access, actions, queries, screen
from .forms import ProposalForm, RemarkForm
from .kinds import text_kinds
from .models import Text


@require_GET
@access.open_to_guests
def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    text, rights = access.get_text(request, club_slug, pk)
    return _detail(request, text, rights)


@require_GET
@access.open_to_guests
def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    text, _rights = access.get_text(request, club_slug, pk, "write")
    return _edit(request, text, screen.editor(request, text))


@require_POST
@access.open_to_guests
def save(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """From the form: back to its page. From the script (`Accept: application/json`): what to do with the answer."""
    text, _rights = access.get_text(request, club_slug, pk, "write")
    by_script = request.headers.get("Accept") == "application/json"
    base, content = _number(request.POST.get("base")), request.POST.get("content")
    try:
        saved = actions.save(
            text=text, base=base, content=content, **access.who(request, text), key=request.POST.get("key", "")[:40],
            from_typed="from_typed" in request.POST,
        )  # fmt: skip
    except Refusal as refusal:
        if by_script:
            return JsonResponse({"refusal": str(refusal)}, status=409)
        again = screen.editor(request, text, content=content, base=base, refusal=str(refusal))
        return _edit(request, text, again, status=409)
    if by_script:
        who = access.who(request, text)
        actions.be_here(text=text, user=who["actor"], guest=who["by"])
        others = queries.others_here(text, who["actor"], who["by"])
        return JsonResponse(screen.answer(saved, others=others))
    merged = saved.text.content != saved.typed
    messages.success(
        request, _("C'est enregistré, avec ce que d'autres ont écrit en même temps.") if merged else _("Enregistré.")
    )
    return _back(request, text)


@require_GET
@access.open_to_guests
def history(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    text, rights = access.get_text(request, club_slug, pk)
    before, after = (queries.revision_of(text, _number(request.GET.get(name))) for name in ("de", "a"))
    if ("de" in request.GET or "a" in request.GET) and not (before and after):
        raise Http404
    context = {
        "text": text, "rights": rights, "text_url": text_kinds[text.kind].url(text),
        "history": screen.history(text, before=before, after=after),
    }  # fmt: skip
    return render(request, "writing/history.html", context)


@require_POST
@access.open_to_guests
def restore(request: HttpRequest, club_slug: str, pk: int, number: int) -> HttpResponse:
    text, _rights = access.get_text(request, club_slug, pk, "write")
    try:
        actions.restore(text=text, number=number, **access.who(request, text))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Cette version est remise en place. Ce qui a été écrit depuis reste ici."))
    return redirect(screen.address("history", text))


@require_POST
@access.open_to_guests
def comment(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    text, rights = access.get_text(request, club_slug, pk, "comment")
    answers = access.get_remark_to_answer(text, _number(request.POST.get("answers")) or None)
    form = RemarkForm(request.POST, auto_id=f"remarque-{text.pk}-%s")
    if form.is_valid():
        try:
            actions.comment(text=text, **access.who(request, text), answers=answers, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Votre remarque est à côté du texte."))
            return _back(request, text)
    return _detail(request, text, rights, remark_form=form, status=409)


@require_POST
@access.open_to_guests
def resolve(request: HttpRequest, club_slug: str, pk: int, comment_pk: int) -> HttpResponse:
    """Close a remark, or take it up again (`reopen`)."""
    remark = access.get_comment(request, club_slug, pk, comment_pk)
    who = access.who(request, remark.text)
    if "reopen" in request.POST:
        actions.reopen(comment=remark, **who)
    else:
        actions.resolve(comment=remark, **who)
    return _back(request, remark.text)


@access.open_to_guests
def propose(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    text, _rights = access.get_text(request, club_slug, pk, "propose")
    form = ProposalForm(request.POST or None, initial={"content": text.content})
    base = _number(request.POST.get("base")) or text.number
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose(text=text, base=base, **access.who(request, text), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(
                request, _("Votre proposition est sous le texte. On vous écrira quand elle aura sa réponse.")
            )
            return redirect(text_kinds[text.kind].url(text))
    context = {"text": text, "form": form, "base": base, "text_url": text_kinds[text.kind].url(text)}
    return render(request, "writing/propose.html", context)


@require_POST
@access.open_to_guests
def settle(request: HttpRequest, club_slug: str, pk: int, proposal_pk: int) -> HttpResponse:
    verb = request.POST.get("verb", "")
    if verb not in ("accept", "decline", "withdraw"):
        raise Http404
    proposal = access.get_proposal(request, club_slug, pk, proposal_pk, verb)
    words, who = request.POST.get("answer", ""), access.who(request, proposal.text)
    try:
        if verb == "accept":
            actions.accept(proposal=proposal, **who, answer=words)
            messages.success(request, _("La proposition est reprise dans le texte."))
        elif verb == "decline":
            actions.decline(proposal=proposal, **who, answer=words)
            messages.success(request, _("La proposition est écartée. La personne reçoit votre réponse."))
        else:
            actions.withdraw(proposal=proposal, **who)
            messages.success(request, _("Votre proposition est retirée."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(request, proposal.text)


def _detail(request, text: Text, rights, *, remark_form: RemarkForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "text": text, "rights": rights, "text_url": text_kinds[text.kind].url(text),
        "reading": screen.reading(request, text, rights, remark_form=remark_form),
    }  # fmt: skip
    return render(request, "writing/detail.html", context, status=status)


def _edit(request: HttpRequest, text: Text, editor: dict, status: int = 200) -> HttpResponse:
    context = {"text": text, "editor": editor, "text_url": text_kinds[text.kind].url(text)}
    return render(request, "writing/edit.html", context, status=status)


def _back(request: HttpRequest, text: Text) -> HttpResponse:
    """To the page that the form was on, else to that of the text."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect(text_kinds[text.kind].url(text))


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0
