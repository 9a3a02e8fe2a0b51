"""The sheet: begun with its parts, described, given its theme words and its figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold
from essaim.organizations.models import Organization
from essaim.writing.actions import create_text

from .. import queries
from ..enums import PartKind, PracticeState
from ..models import Figure, Part, Practice, ThemeWord
from .common import KIND, lock, one_line, told

MOST_WORDS, MOST_FIGURES = 8, 6
FACTS = (
    "title", "summary", "hours", "euros", "contact", "names_contact", "offers_visit", "offers_call"
)  # fmt: skip


@transaction.atomic
def start_practice(
    *, club: Club, organization: Organization, actor: User | None, title: str, situation: str = "", done: str = "",
    results: str = "", summary: str = "", words: Iterable[str] = (), contact: User | None = None,
) -> Practice:  # fmt: skip
    """Begin the sheet of what `organization` did, as a draft that its own people write.

    `situation`, `done` and `results` are the first words of these parts, in Markdown; `contact` is whom to ask (the
    actor when they are of the organization). Refuses (field `title`) no title, and an organization that is not a
    member of the club (code `not_member`).
    """
    title = one_line(title)[:120]
    if not title:
        raise Refusal(_("Donnez un titre : ce que vous avez réussi, en quelques mots."), code="title", field="title")
    if not members_of(club).filter(pk=organization.pk).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member")
    if contact is None and actor is not None and queries.is_of(actor, organization):
        contact = actor
    practice = Practice.objects.create(
        club=club, organization=organization, author=actor, title=title, summary=one_line(summary)[:240],
        contact=contact,
    )  # fmt: skip
    first = {PartKind.SITUATION: situation, PartKind.DONE: done, PartKind.RESULTS: results}
    with override("fr"):  # the club's own language, whoever begins
        for kind in PartKind:
            text = create_text(
                club=club, kind=KIND, actor=actor, title=str(kind.label), content=first.get(kind, "").strip()
            )
            Part.objects.create(club=club, practice=practice, kind=kind, text=text)
    _say_words(practice, words)
    told(practice, "start", actor)
    return practice


@transaction.atomic
def update_sheet(
    *, practice: Practice, actor: User | None, words: Iterable[str] | None = None,
    figures: Iterable[Mapping[str, str]] | None = None, **facts: Any,
) -> Practice:  # fmt: skip
    """Change what the sheet says beside its written parts. `facts`: of FACTS; `words` and `figures` (what, before,
    after) replace those that are there. Refuses no title (field `title`), a contact who is not of the structure (field
    `contact`), an archived practice (code `state`)."""
    practice = lock(practice)
    if practice.state == PracticeState.ARCHIVED:
        raise Refusal(_("Cette pratique est archivée. Rouvrez-la pour la changer."), code="state")
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"not facts of a practice: {unknown}")
    for name, most in (("title", 120), ("summary", 240)):
        if name in facts:
            facts[name] = one_line(facts[name])[:most]
    if not facts.get("title", practice.title):
        raise Refusal(_("Donnez un titre : ce que vous avez réussi, en quelques mots."), code="title", field="title")
    contact = facts.get("contact")
    if contact is not None and not queries.is_of(contact, practice.organization):
        raise Refusal(
            _("Choisissez quelqu'un de %(name)s.") % {"name": practice.organization.name},
            code="contact", field="contact",
        )  # fmt: skip
    for name, value in facts.items():
        setattr(practice, name, value)
    practice.save(update_fields=[*facts, "updated_at"])
    if words is not None:
        practice.words.all().delete()
        _say_words(practice, words)
    if figures is not None:
        _say_figures(practice, figures)
    told(practice, "update", actor, fields=sorted(facts))
    return practice


def _say_words(practice: Practice, words: Iterable[str]) -> None:
    """Each once, whatever its capitals and accents; the first MOST_WORDS."""
    wanted: dict[str, str] = {}
    for word in words:
        word = one_line(word)[:40]
        if folded := fold(word)[:40]:
            wanted.setdefault(folded, word)
    ThemeWord.objects.bulk_create(
        ThemeWord(club_id=practice.club_id, practice=practice, word=word, folded=folded)
        for folded, word in list(wanted.items())[:MOST_WORDS]
    )


def _say_figures(practice: Practice, figures: Iterable[Mapping[str, str]]) -> None:
    rows = []
    for one in figures:
        what, before, after = (one_line(one.get(name, "") or "") for name in ("what", "before", "after"))
        if not (what or before or after):
            continue
        if not (what and after):
            raise Refusal(
                _("Un chiffre se lit avec ce qu'il compte, et sa valeur après."), code="figure", field="figures"
            )
        rows.append(
            Figure(club_id=practice.club_id, practice=practice, what=what[:80], before=before[:30], after=after[:30])
        )
    if len(rows) > MOST_FIGURES:
        raise Refusal(
            _("Gardez les %(count)s chiffres qui comptent le plus.") % {"count": MOST_FIGURES},
            code="figures", field="figures",
        )  # fmt: skip
    practice.figures.all().delete()
    Figure.objects.bulk_create(rows)
