"""What an address receives."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from essaim.accounts.access import person
from essaim.clubs.models import Club

from .. import actions, queries
from ..access import get_chooser
from ..forms import ChoicesForm
from ..streams import choices_of, label_of


@login_not_required
@never_cache
@csrf_exempt  # the signed link is what allows; mailboxes post without any cookie (RFC 8058)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a message's link opens. Opening it changes nothing: mail scanners open links.

    A mailbox's own button posts `List-Unsubscribe=One-Click` and wants a plain answer, without redirection.
    """
    chooser = get_chooser(token)
    if request.method == "POST":
        address, club, stream = chooser.address, chooser.club, chooser.stream
        if request.POST.get("List-Unsubscribe") == "One-Click":
            actions.stop(address=address, club=club, stream=stream)
            return HttpResponse("OK", content_type="text/plain")
        verb = request.POST.get("verb")
        if verb == "stop":
            actions.stop(address=address, club=club, stream=stream)
        elif verb == "stop_all":
            actions.stop(address=address, club=None, stream=queries.EVERYTHING)
        elif verb == "come_back":
            actions.come_back(address=address, club=None, stream=queries.EVERYTHING)
            actions.come_back(address=address, club=club, stream=stream)
        else:
            actions.choose(address=address, club=club, kept=request.POST.getlist("stream"))
        messages.success(request, _("C'est noté."))
        return redirect("mail:stop", token)
    choices = choices_of(address=chooser.address, club=chooser.club)
    refused = queries.refused_streams(address=chooser.address, club=chooser.club)
    return render(request, "mail/stop.html", {
        "chooser": chooser, "choices": choices, "label": label_of(chooser.stream),
        "stopped": chooser.stream in refused, "nothing": queries.EVERYTHING in refused,
    })  # fmt: skip


def mine(request: HttpRequest) -> HttpResponse:
    """A person's own choices: when, and what, club by club."""
    user = person(request)
    clubs = queries.clubs_writing_to(user)
    form = ChoicesForm(request.POST or None, initial={"rhythm": queries.rhythm_of(user)})
    if request.method == "POST" and form.is_valid():
        kept = form.kept(request.POST.getlist("kept"))
        actions.choose_all(person=user, rhythm=form.cleaned_data["rhythm"], clubs=clubs, kept=kept)
        messages.success(request, _("C'est noté."))
        return redirect("mail_choices:mine")
    return render(request, "mail/mine.html", {"form": form, "clubs": _rows(user.email, clubs)})


def _rows(address: str, clubs: list[Club]) -> list[dict]:
    return [{"club": club, "choices": choices_of(address=address, club=club)} for club in clubs]
