"""Who may read a practice, whether it is still true, the end of its life."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal

from .. import access, actions
from ..enums import Audience, CheckAnswer
from ..forms import CheckForm, PublishForm
from .common import attempt, draw, to_detail


@require_POST
def audience(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_to_write(request, club_slug, pk)
    decides = access.decides_audience(request, practice)
    form = PublishForm(request.POST, decides=decides, auto_id="publier-%s")
    if not form.is_valid():
        return draw(request, practice, publish_form=form)
    wanted = form.cleaned_data["audience"]
    said = (
        _("L'animation du club le décidera. D'ici là, les membres la lisent.")
        if wanted == Audience.PUBLIC and not decides
        else _("C'est noté.")
    )
    return attempt(
        request, practice,
        lambda: actions.set_audience(practice=practice, audience=wanted, actor=person(request), decides=decides), said,
    )  # fmt: skip


@require_POST
def archive(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_to_write(request, club_slug, pk)
    return attempt(
        request, practice, lambda: actions.archive(practice=practice, actor=person(request)),
        _("Elle est archivée : la liste ne la montre plus."),
    )  # fmt: skip


@require_POST
def reopen(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_to_keep(request, club_slug, pk)
    return attempt(
        request, practice, lambda: actions.reopen(practice=practice, actor=person(request)),
        _("La revoilà, à reprendre puis à faire relire."),
    )  # fmt: skip


def still_true(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """« Toujours vrai ? »: one click, or a sentence."""
    practice = access.get_practice_to_keep(request, club_slug, pk)
    if not practice.stands:
        messages.info(request, _("Cette pratique n'est pas dans la liste : rien à confirmer."))
        return to_detail(practice)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.answer_check(practice=practice, actor=person(request), **data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Merci. Nous vous le redemanderons dans un an.")
                             if data["answer"] != CheckAnswer.NO else _("Merci. Elle est archivée."))  # fmt: skip
            if data["answer"] == CheckAnswer.CHANGED:
                return redirect("practices:write", club_slug, pk)
            return to_detail(practice)
    return render(request, "practices/still_true.html", {"practice": practice, "club": practice.club, "form": form})
