"""Publishing: the draft becomes a version, frozen with its fingerprint."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails, queries
from ..enums import ChangeKind
from ..models import Version


def fingerprint(content: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal: 64 characters, the same on any machine."""
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def publish(
    *, club: Club, kind: str, summary: str, sign_by: date | None, actor: User | None, at: datetime | None = None
) -> Version:  # fmt: skip
    """Freeze the draft as the next version, and tell the members. `at`: when, for what a club did before it came here.

    The first is major whatever is asked. Refuses a draft without article (`empty`), with an article without words
    (`no_words`), or the same as what is published (`same`); a major change without a day to come (field `sign_by`),
    a change without its summary (field `summary`).
    """
    Club.objects.select_for_update().get(pk=club.pk)
    before = queries.current_version(club)
    kind = ChangeKind(kind) if before else ChangeKind.MAJOR
    summary = " ".join(summary.split())
    content = _content(club, before)
    if not summary:
        if before:
            raise Refusal(_("Dites en une phrase ce qui change."), code="no_summary", field="summary")
        summary = _("La première charte du club.")
    if kind == ChangeKind.MAJOR and (sign_by is None or sign_by <= timezone.localdate()):
        raise Refusal(
            _("Donnez un jour à venir : les structures ont besoin de temps pour en parler chez elles."),
            code="sign_by",
            field="sign_by",
        )
    version = Version.objects.create(
        club=club, number=before.number + 1 if before else 1, kind=kind, summary=summary[:500], content=content,
        sha256=fingerprint(content), sign_by=sign_by if kind == ChangeKind.MAJOR else None, published_by=actor,
        published_at=at or timezone.now(),
    )  # fmt: skip
    journaled.tell(
        actor=actor, verb="charter.publish", subject=version, club=club,
        details={"number": version.number, "kind": kind.value, "sha256": version.sha256},
    )  # fmt: skip
    mails.published(version)
    return version


def _content(club: Club, before: Version | None) -> str:
    articles = list(queries.articles_of(club))
    if not articles:
        raise Refusal(_("Il n'y a pas encore d'article."), code="empty")
    for article in articles:
        if not article.text.content.strip():
            raise Refusal(
                _("L'article « %(title)s » est vide : écrivez-le, ou retirez-le.") % {"title": article.text.title},
                code="no_words",
            )
    content = queries.compose((article.text.title, article.text.content) for article in articles)
    if before and before.content == content:
        raise Refusal(_("Rien n'a changé depuis la version publiée."), code="same")
    return content
