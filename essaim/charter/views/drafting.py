"""The workshop: the articles that members write together, and publishing them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member, get_club_to_run
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.writing import differences
from essaim.writing.markup import render as as_html

from .. import access, actions, queries
from ..forms import ArticleForm, PublishForm


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    return _index(request, club, ArticleForm())


def _index(request: HttpRequest, club: Club, form: ArticleForm) -> HttpResponse:
    articles = list(queries.articles_of(club))
    current = queries.current_version(club)
    draft = queries.compose((one.text.title, one.text.content) for one in articles)
    open_by_text = queries.open_talk(articles)
    return render(
        request,
        "charter/draft.html",
        {
            "articles": [
                {"article": one, "html": as_html(one.text.content), "talk": open_by_text.get(one.text_id)}
                for one in articles
            ],
            "current": current,
            "changed": current is None or current.content != draft,
            "form": form,
        },
    )


@require_POST
def begin(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Start from the charter that is proposed, in the language of the page."""
    club = get_club_to_run(request, club_slug)
    try:
        actions.begin(club=club, language=get_language() or "fr", actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Voici un point de départ. Changez tout ce que vous voulez."))
    return redirect("charter:draft", club.slug)


@require_POST
def add(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    form = ArticleForm(request.POST)
    if form.is_valid():
        try:
            article = actions.add_article(club=club, title=form.cleaned_data["title"], actor=person(request))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("writing:edit", club.slug, article.text_id)
    return _index(request, club, form)


def article(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Another title for an article, or taking it out."""
    club = get_club_to_run(request, club_slug)
    one = access.get_article(club, pk)
    form = ArticleForm(request.POST or None, initial={"title": one.text.title})
    if request.method == "POST" and form.is_valid():
        actions.rename_article(article=one, title=form.cleaned_data["title"], actor=person(request))
        messages.success(request, _("L'article a son nouveau titre."))
        return redirect("charter:draft", club.slug)
    return render(request, "charter/article.html", {"article": one, "form": form})


@require_POST
def move(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """`sens` is « haut » or « bas »."""
    club = get_club_to_run(request, club_slug)
    one = access.get_article(club, pk)
    actions.move_article(article=one, up=request.POST.get("sens") == "haut", actor=person(request))
    return redirect("charter:draft", club.slug)


@require_POST
def remove(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    one = access.get_article(club, pk)
    actions.remove_article(article=one, actor=person(request))
    messages.success(request, _("L'article est retiré. Les versions publiées le gardent."))
    return redirect("charter:draft", club.slug)


def publish(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    current = queries.current_version(club)
    form = PublishForm(request.POST or None, first=current is None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            version = actions.publish(
                club=club, kind=data.get("kind", "major"), summary=data.get("summary", ""), sign_by=data["sign_by"],
                actor=person(request),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(
                request,
                _("La version %(number)s est publiée, et les membres sont prévenus.") % {"number": version.number},
            )
            return redirect("charter:index", club.slug)
    draft = queries.draft_of(club)
    return render(
        request,
        "charter/publish.html",
        {
            "form": form,
            "current": current,
            "changes": differences.html(current.content, draft) if current else "",
            "same": current is not None and current.content == draft,
            "waiting": queries.waiting_proposals(club),
        },
    )
