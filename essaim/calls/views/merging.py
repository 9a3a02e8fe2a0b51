"""One call or two, as whoever keeps them says."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal

from .. import access, actions
from ..forms import MergeForm


@require_POST
def merge(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """`other`: the address or the number of the call that is the same one; it leads here from now on."""
    call = access.get_call_to_tell_apart(request, club_slug, pk)
    form = MergeForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors["other"]))))
        return redirect("calls:detail", club_slug, call.pk)
    other = access.get_call_to_tell_apart(request, club_slug, form.cleaned_data["other"])
    try:
        actions.merge_calls(kept=call, removed=other, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Les deux appels n'en font plus qu'un."))
    return redirect("calls:detail", club_slug, call.pk)


@require_POST
def separate(request: HttpRequest, club_slug: str, pk: int, record_pk: int) -> HttpResponse:
    call = access.get_call_to_tell_apart(request, club_slug, pk)
    record = access.get_record(call, record_pk)
    try:
        other = actions.separate(record=record, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("calls:detail", club_slug, call.pk)
    messages.success(request, _("Cette source a maintenant son appel à elle."))
    return redirect("calls:detail", club_slug, other.pk)
