"""Articles, versions and signatures, made short."""

from datetime import timedelta

from django.utils import timezone

from essaim.charter import actions
from essaim.charter.models import Article, Signature, Version
from essaim.clubs.models import Club
from essaim.organizations.models import Organization, Representation
from essaim.writing.actions import write


def make_article(club: Club, title: str = "Se parler en confiance", content: str = "On se dit les choses.") -> Article:
    return actions.add_article(club=club, title=title, content=content, actor=None)


def make_version(club: Club, kind: str = "major", summary: str = "Un mot de plus.", days: int = 30, at=None) -> Version:
    """The draft published, with an article if it has none, with one more word if it is the same."""
    article = Article.objects.filter(club=club).first() or make_article(club)
    if Version.objects.filter(club=club).exists():
        text = article.text
        write(text=text, base=text.number, content=text.content + " Encore.", actor=None)
    sign_by = timezone.localdate() + timedelta(days=days)
    return actions.publish(club=club, kind=kind, summary=summary, sign_by=sign_by, actor=None, at=at)


def sign_with(representation: Representation, club: Club, **changes) -> Signature:
    """The person signs the present version for their organization."""
    version = Version.objects.filter(club=club).latest("number")
    organization: Organization = representation.organization
    values = {
        "club": club, "organization": organization, "user": representation.user, "name": "Odile Fruchart",
        "role": "Présidente", "sha256": version.sha256,
    } | changes  # fmt: skip
    return actions.sign(**values)
