"""A campaign that has left: who answered what, and what to do next."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.accounts.access import person

from .. import access, actions
from ..enums import CampaignState
from ..queries import campaigns as queries
from .common import tried

PER_PAGE = 50
CHART = ("recues", "ouvertes", "oui", "peut-etre", "non", "venues", "rebonds")


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The dashboard; a draft goes on where it was left."""
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    if campaign.state == CampaignState.DRAFT:
        return redirect("campaigns:review" if campaign.words else "campaigns:pick", club_slug, pk)
    counts = queries.line_counts(campaign)
    lines = queries.lines()
    chosen = next((line for line in lines if line.word == request.GET.get("voir")), None)
    rows = queries.followed(campaign)
    page = Paginator(rows.filter(chosen.condition) if chosen else rows, PER_PAGE).get_page(request.GET.get("page"))
    due = queries.reminder_due_at(campaign)
    silent = queries.to_remind(campaign).count()
    context = {
        "campaign": campaign,
        "lines": [(line, counts[line.word], line == chosen) for line in lines if counts[line.word] or line == chosen],
        "chart": [(line.label, counts[line.word]) for line in lines if line.word in CHART],
        "total": sum(counts[word] for word in ("a-envoyer", "en-route", "recues", "rebonds", "jamais", "meme-adresse")),
        "page": page,
        "chosen": chosen,
        "to_send": counts["a-envoyer"],
        "silent": silent,
        "reminder_due": due,
        "may_remind": bool(due and due <= timezone.now() and silent and campaign.state == CampaignState.RUNNING),
        "is_running": campaign.state == CampaignState.RUNNING,
    }
    return render(request, "joining/campaign.html", context)


@require_POST
def send(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    campaign = access.get_campaign_to_run(request, club_slug, pk)

    def said(count: int) -> str:
        if not count:
            return _("Tout était déjà parti : rien n'est envoyé deux fois.")
        return ngettext("Une invitation part.", "%(count)s invitations partent.", count) % {"count": count}

    done = tried(request, lambda: actions.send(campaign=campaign, actor=person(request)), said)
    return redirect("campaigns:detail" if done else "campaigns:review", club_slug, pk)


@require_POST
def remind(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    campaign = access.get_campaign_to_run(request, club_slug, pk)

    def said(count: int) -> str:
        return ngettext("Un rappel part.", "%(count)s rappels partent.", count) % {"count": count}

    tried(request, lambda: actions.remind(campaign=campaign, actor=person(request)), said)
    return redirect("campaigns:detail", club_slug, pk)


@require_POST
def stop(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    tried(
        request,
        lambda: actions.stop(campaign=campaign, actor=person(request)),
        _("La campagne est arrêtée. Les liens déjà reçus fonctionnent toujours."),
    )
    return redirect("campaigns:detail", club_slug, pk)


@require_POST
def resume(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    tried(request, lambda: actions.resume(campaign=campaign, actor=person(request)), _("La campagne reprend."))
    return redirect("campaigns:detail", club_slug, pk)
