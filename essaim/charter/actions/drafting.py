"""The articles of the draft. Their words are written through `essaim.writing`."""

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.writing.actions import create_text

from ..models import Article
from ..starter import starter_articles

KIND = "charter.article"
MOST_ARTICLES = 40


@transaction.atomic
def begin(*, club: Club, language: str, actor: User | None) -> list[Article]:
    """Start from the charter that is proposed to new clubs. Refuses when a draft has begun (code `begun`)."""
    _lock(club)
    if Article.objects.filter(club=club).exists():
        raise Refusal(_("L'écriture a déjà commencé : les articles sont là."), code="begun")
    rows = [
        Article.objects.create(
            club=club, position=position,
            text=create_text(club=club, kind=KIND, title=title, content=words, actor=actor),
        )
        for position, (title, words) in enumerate(starter_articles(language))
    ]  # fmt: skip
    journaled.tell(actor=actor, verb="charter.begin", subject=club, club=club, details={"articles": len(rows)})
    return rows


@transaction.atomic
def add_article(*, club: Club, title: str, actor: User | None, content: str = "") -> Article:
    """A new article at the end. Refuses an empty title (field `title`)."""
    title = _titled(title)
    _lock(club)
    last = Article.objects.filter(club=club).order_by("position", "pk").last()
    if Article.objects.filter(club=club).count() >= MOST_ARTICLES:
        raise Refusal(_("Quarante articles suffisent. Réunissez-en deux."), code="too_many", field="title")
    text = create_text(club=club, kind=KIND, title=title, content=content, actor=actor)
    article = Article.objects.create(club=club, position=last.position + 1 if last else 0, text=text)
    journaled.tell(actor=actor, verb="charter.add_article", subject=article, club=club, details={})
    return article


@transaction.atomic
def rename_article(*, article: Article, title: str, actor: User | None) -> Article:
    title = _titled(title)
    _lock(article.club)
    text = article.text
    if text.title != title:
        text.title = title
        text.save(update_fields=["title", "updated_at"])
        journaled.tell(actor=actor, verb="charter.rename_article", subject=article, club=article.club, details={})
    return article


@transaction.atomic
def move_article(*, article: Article, up: bool, actor: User | None) -> None:
    """Change places with the article before, or after. The first does not go up, nor the last down."""
    _lock(article.club)
    rows = list(Article.objects.filter(club=article.club))
    here = rows.index(article)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows):
        if row.position != position:
            Article.objects.filter(pk=row.pk).update(position=position)
    journaled.tell(actor=actor, verb="charter.move_article", subject=article, club=article.club, details={"up": up})


@transaction.atomic
def remove_article(*, article: Article, actor: User | None) -> None:
    """Take the article out of the draft. What was published keeps it."""
    _lock(article.club)
    journaled.tell(
        actor=actor, verb="charter.remove_article", subject=article, club=article.club,
        details={"content": article.text.content},
    )  # fmt: skip
    text = article.text
    article.delete()
    text.delete()


def _lock(club: Club) -> None:
    """Whoever arranges the articles of this club, or publishes them, holds its row."""
    Club.objects.select_for_update().get(pk=club.pk)


def _titled(title: str) -> str:
    if not (title := " ".join(title.split())[:160]):
        raise Refusal(_("Un article a un titre."), code="no_title", field="title")
    return title
