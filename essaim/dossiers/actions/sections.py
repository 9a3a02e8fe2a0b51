"""The parts of the file: which, who answers for them, where they are. Their words are written through `writing`."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.writing.actions import create_text

from .. import outlines
from ..enums import IN_TEAM, SECTION_VERBS, SectionState
from ..models import Dossier, Partner, Section
from .common import fresh, lock_open, one_line, told

TEXT_KIND = "dossiers.section"
MOST_SECTIONS = 40
FACTS = ("title", "guidance", "most_characters", "most_pages", "owner")


@transaction.atomic
def use_outline(*, dossier: Dossier, outline: str, actor: User | None) -> list[Section]:
    """Add the sections of an outline after those that are there; none of the same title twice."""
    dossier = lock_open(dossier)
    if outline not in outlines.NAMES:
        raise Refusal(_("Choisissez un modèle de la liste."), code="outline", field="template")
    known = {one.casefold() for one in dossier.sections.values_list("title", flat=True)}
    made = [
        _add(
            dossier, actor, title=row.title, guidance=row.guidance, most_characters=row.most_characters,
            most_pages=row.most_pages, content=row.start,
        )
        for row in outlines.read(outline).sections if row.title.casefold() not in known
    ]  # fmt: skip
    dossier.template = outline
    dossier.save(update_fields=["template", "updated_at"])
    told(dossier, "use_outline", actor, outline=outline)
    return made


@transaction.atomic
def add_section(
    *, dossier: Dossier, actor: User | None, title: str, guidance: str = "", most_characters: int | None = None,
    most_pages: int | None = None, owner: Partner | None = None, content: str = "", by: str = "",
) -> Section:  # fmt: skip
    """Add a part at the end. Refuses one without title (field `title`), and more than 40 (`full`)."""
    dossier = lock_open(dossier)
    section = _add(
        dossier, actor, title=title, guidance=guidance, most_characters=most_characters, most_pages=most_pages,
        owner=_owner(dossier, owner), content=content,
    )  # fmt: skip
    told(dossier, "add_section", actor, by=by, title=section.title)
    return section


def _add(dossier: Dossier, actor: User | None, *, title: str, content: str = "", **facts: Any) -> Section:
    title = one_line(title)[:160]
    if not title:
        raise Refusal(_("Donnez un titre à cette partie."), code="title", field="title")
    if dossier.sections.count() >= MOST_SECTIONS:
        raise Refusal(_("Quarante parties suffisent."), code="full")
    last = dossier.sections.aggregate(last=Max("position"))["last"] or 0
    text = create_text(club=dossier.club, kind=TEXT_KIND, actor=actor, content=content, title=title)
    return Section.objects.create(
        club=dossier.club, dossier=dossier, position=last + 1, title=title, text=text, **facts
    )


def _owner(dossier: Dossier, owner: Partner | None) -> Partner | None:
    if owner is None:
        return None
    row = fresh(dossier, owner)
    if row.state not in IN_TEAM:
        raise Refusal(_("Choisissez une structure de l'équipe."), code="gone", field="owner")
    return row


@transaction.atomic
def edit_section(*, section: Section, actor: User | None, by: str = "", **facts: Any) -> Section:
    """Change its title, what is expected, its limits, its owner (of FACTS)."""
    dossier = lock_open(section.dossier)
    if set(facts) - set(FACTS):
        raise TypeError(f"not facts of a section: {set(facts) - set(FACTS)}")
    section = _fresh(dossier, section)
    if "title" in facts and not (facts := facts | {"title": one_line(facts["title"])[:160]})["title"]:
        raise Refusal(_("Donnez un titre à cette partie."), code="title", field="title")
    if "owner" in facts:
        facts["owner"] = _owner(dossier, facts["owner"])
    for name, value in facts.items():
        setattr(section, name, value)
    section.save(update_fields=[*facts, "updated_at"])
    if "title" in facts and section.text.title != section.title:
        section.text.title = section.title
        section.text.save(update_fields=["title", "updated_at"])
    told(dossier, "edit_section", actor, by=by, title=section.title)
    return section


@transaction.atomic
def turn_section(*, section: Section, verb: str, actor: User | None, by: str = "") -> Section:
    """To be read by others, finished, or to write again. A finished part takes no more words."""
    dossier = lock_open(section.dossier)
    section = _fresh(dossier, section)
    starts, state = SECTION_VERBS[verb]
    if section.state not in starts:
        raise Refusal(
            _("Cette partie n'en est plus là : « %(state)s ».")
            % {"state": SectionState(section.state).label.lower()},
            code="state",
        )  # fmt: skip
    if verb == "finish" and section.over:
        raise Refusal(
            _("Il y a %(count)s caractères de trop : raccourcissez avant de la dire terminée.")
            % {"count": section.over},
            code="too_long",
        )  # fmt: skip
    section.state = state
    section.save(update_fields=["state", "updated_at"])
    told(dossier, f"{verb}_section", actor, by=by, title=section.title)
    return section


@transaction.atomic
def move_section(*, section: Section, up: bool, actor: User | None) -> None:
    """One place up or down; at the end of the list it stays."""
    dossier = lock_open(section.dossier)
    rows = list(dossier.sections.order_by("position", "pk"))
    place = next((index for index, one in enumerate(rows) if one.pk == section.pk), None)
    if place is None:
        return
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for index, one in enumerate(rows, 1):
        if one.position != index:
            Section.objects.filter(pk=one.pk).update(position=index)
    told(dossier, "move_section", actor, title=section.title)


@transaction.atomic
def remove_section(*, section: Section, actor: User | None) -> None:
    """Take a part out; refused (code `written`) while it has words: nothing that was typed is lost by a click."""
    dossier = lock_open(section.dossier)
    section = _fresh(dossier, section)
    if section.text.content.strip():
        raise Refusal(
            _("Cette partie a du texte. Videz-la d'abord : ses versions restent le temps de vous raviser."),
            code="written",
        )  # fmt: skip
    title = section.title
    text = section.text
    section.delete()
    text.delete()
    told(dossier, "remove_section", actor, title=title)


def _fresh(dossier: Dossier, section: Section) -> Section:
    row = Section.objects.select_related("text", "owner").filter(dossier=dossier, pk=section.pk).first()
    if row is None:
        raise Refusal(_("Cette partie n'est plus dans le dossier."), code="gone")
    row.dossier = dossier
    return row
