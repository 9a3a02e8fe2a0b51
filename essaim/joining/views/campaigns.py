"""Campaigns: the list, the message, a last look before it leaves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run
from essaim.kernel.errors import Refusal

from .. import access, actions, mails, words
from ..filling import values_of
from ..forms import AnswerForm, NewCampaignForm, WordsForm
from ..queries import campaigns as queries
from ..queries.contacts import contacts_of
from ..queries.neighbours import neighbours_of
from .common import step, tried


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Every campaign; a POST begins one."""
    club = get_club_to_run(request, club_slug)
    form = NewCampaignForm(request.POST or None, club=club)
    if request.method == "POST" and form.is_valid():
        try:
            campaign = actions.create_campaign(club=club, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("campaigns:pick", club.slug, campaign.pk)
    return render(request, "joining/campaigns.html", {"campaigns": list(queries.campaigns_of(club)), "form": form})


def write(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    form = WordsForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.write(
                campaign=campaign, subject=data["subject"], words_=data["words"], meeting=data["meeting"],
                actor=person(request),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("campaigns:review", club_slug, pk)
    fields = [(f"{{{name}}}", about) for name, about in (words.FIELDS | words.MEETING_FIELDS).items()]
    return render(request, "joining/write.html", {"form": form, "fields": fields, **step(campaign, "write")})


def review(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The message for three structures among those that differ most, who gets it, who cannot."""
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    rows = list(queries.to_send(campaign).select_related("organization").order_by("pk"))
    contacts = contacts_of([row.organization_id for row in rows])
    reachable = [row for row in rows if row.organization_id in contacts]
    for row in reachable:
        row.name, row.email, row.campaign = (
            contacts[row.organization_id].name, contacts[row.organization_id].email, campaign,
        )  # fmt: skip
    values = values_of(campaign, reachable)
    shown = queries.most_different([(row, values[row.pk]) for row in reachable])
    previews = [(row, *mails.text_of(row, filled)) for row, filled in shown]
    context = {
        "previews": previews,
        "ready": len({row.email for row in reachable}),
        "without_address": len(rows) - len(reachable),
        **step(campaign, "review"),
    }
    return render(request, "joining/review.html", context)


def look(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The page that structures open from the message, as the first of them would see it. Its buttons do nothing."""
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    row = queries.recipients_of(campaign).first()
    if row is None:
        return redirect("campaigns:pick", club_slug, pk)
    row.campaign = campaign
    context = {
        "recipient": row, "campaign": campaign, "meeting": campaign.meeting, "organization": row.organization,
        "neighbours": neighbours_of(campaign.club, row.organization), "form": AnswerForm(), "trial": True, "token": "",
        "closed": False, "waits": False, "details_url": "",
    }  # fmt: skip
    return render(request, "joining/invitation.html", context)


@require_POST
def send_test(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    me = person(request)
    tried(
        request,
        lambda: actions.send_test(campaign=campaign, actor=me),
        _("Le message d'essai part à %(email)s.") % {"email": me.email},
    )
    return redirect("campaigns:review", club_slug, pk)


@require_POST
def delete(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    done = tried(
        request, lambda: actions.delete_campaign(campaign=campaign, actor=person(request)), _("Le brouillon est jeté.")
    )
    return redirect("campaigns:index", club_slug) if done else redirect("campaigns:detail", club_slug, pk)
