"""What the page says: sectors, know-how, references, exchanges, statuses, links, other names.

Each `set_*` makes the list those given, in their order, and leaves what a person wrote when the source is a file: it
returns False when nothing was written.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..contact import clean_url
from ..enums import Source, StatusKind
from ..models import Organization, OrganizationSector, Sector
from ..naming import folded
from .common import kept_for_a_person, locked, replace_rows, tell

MOST_SKILLS = 30


@transaction.atomic
def set_sectors(
    *, organization: Organization, codes: Collection[str], actor=None, source: str = Source.PERSON, detail: str = "",
    overwrite: bool = False,
) -> bool:  # fmt: skip
    """`codes`: codes of sectors. Raises `Refusal` when one does not exist."""
    row = locked(organization)
    if kept_for_a_person(row, "sectors", source, overwrite):
        return False
    wanted = set(codes)
    if unknown := wanted - set(Sector.objects.filter(code__in=wanted).values_list("code", flat=True)):
        raise Refusal(
            _("Le secteur « %(code)s » n'existe pas.") % {"code": sorted(unknown)[0]}, code="field", field="sectors"
        )
    present = set(row.sector_links.values_list("sector_id", flat=True))
    row.sector_links.filter(sector_id__in=present - wanted).delete()
    OrganizationSector.objects.bulk_create(
        OrganizationSector(organization=row, sector_id=code) for code in sorted(wanted - present)
    )
    return _finish(organization, "sectors", present != wanted, actor, source, detail)


@transaction.atomic
def set_skills(
    *, organization: Organization, skills: Sequence[str], actor=None, source: str = Source.PERSON, detail: str = "",
    overwrite: bool = False,
) -> bool:  # fmt: skip
    """`skills`: names, in order. Two that fold alike are one; references stay tied to those that remain."""
    row = locked(organization)
    if kept_for_a_person(row, "skills", source, overwrite):
        return False
    rows: dict[str, dict] = {}
    for name in skills:
        name = " ".join(name.split())
        if key := folded(name, 120):
            rows.setdefault(key, {"name": name, "folded_name": key, "position": len(rows)})
    if len(rows) > MOST_SKILLS:
        raise Refusal(
            _("Gardez %(most)s savoir-faire au plus : les lecteurs retiennent les premiers.") % {"most": MOST_SKILLS},
            code="too_many",
            field="skills",
        )
    changed = replace_rows(row, row.skills, list(rows.values()), match=["folded_name"])
    return _finish(organization, "skills", changed, actor, source, detail)


@transaction.atomic
def set_references(
    *, organization: Organization, references: Sequence[dict[str, Any]], actor=None, source: str = Source.PERSON,
    detail: str = "", overwrite: bool = False,
) -> bool:  # fmt: skip
    """`references`: client, what, year (int), amount (Decimal euros or None), skill (name or None), pk to keep one."""
    row = locked(organization)
    if kept_for_a_person(row, "references", source, overwrite):
        return False
    skills = {skill.folded_name: skill for skill in row.skills.all()}
    rows = []
    for given in references:
        values = {"amount": None, **given}
        name = values.pop("skill", None)
        values["skill"] = skills.get(folded(str(name), 120)) if name else None
        if not 1800 <= values["year"] <= timezone.localdate().year + 1:
            raise Refusal(_("Indiquez l'année sur quatre chiffres."), code="field", field="year")
        rows.append(values)
    changed = replace_rows(row, row.references, rows, match=["client", "what", "year"])
    return _finish(organization, "references", changed, actor, source, detail)


@transaction.atomic
def set_exchanges(
    *, organization: Organization, exchanges: Sequence[dict[str, Any]], actor=None, source: str = Source.PERSON,
    detail: str = "", overwrite: bool = False,
) -> bool:  # fmt: skip
    """`exchanges`: kind (`ExchangeKind`), title, text, until (date or None), pk to keep one."""
    row = locked(organization)
    if kept_for_a_person(row, "exchanges", source, overwrite):
        return False
    changed = replace_rows(row, row.exchanges, exchanges, match=["kind", "title"])
    return _finish(organization, "exchanges", changed, actor, source, detail)


@transaction.atomic
def set_statuses(
    *, organization: Organization, statuses: Sequence[dict[str, Any]], actor=None, source: str = Source.PERSON,
    detail: str = "", overwrite: bool = False,
) -> bool:  # fmt: skip
    """`statuses`: kind (`StatusKind`), label, valid_from, valid_until (dates or None), proof, pk to keep one."""
    row = locked(organization)
    if kept_for_a_person(row, "statuses", source, overwrite):
        return False
    rows: list[dict] = []
    seen: set[tuple[str, str]] = set()
    for given in statuses:
        values = {"label": "", "valid_from": None, "valid_until": None, "proof": "", **given}
        _check_status(values, seen)
        rows.append(values)
    changed = replace_rows(row, row.statuses, rows, match=["kind", "label"])
    return _finish(organization, "statuses", changed, actor, source, detail)


def _check_status(values: dict[str, Any], seen: set) -> None:
    begin, end = values["valid_from"], values["valid_until"]
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        raise Refusal(_("La date de fin vient avant la date de début."), code="dates", field="valid_until")
    if values["kind"] == StatusKind.OTHER and not values["label"]:
        raise Refusal(_("Donnez le nom de ce label."), code="field", field="label")
    key = (values["kind"], values["label"])
    if key in seen:
        raise Refusal(
            _("« %(status)s » est indiqué deux fois. Gardez une seule ligne.")
            % {"status": StatusKind(values["kind"]).label},
            code="twice",
            field="kind",
        )
    seen.add(key)


@transaction.atomic
def set_links(
    *, organization: Organization, links: Sequence[dict[str, Any]], actor=None, source: str = Source.PERSON,
    detail: str = "", overwrite: bool = False,
) -> bool:  # fmt: skip
    """`links`: title, url (completed with https:// when it lacks its beginning), pk to keep one."""
    row = locked(organization)
    if kept_for_a_person(row, "links", source, overwrite):
        return False
    rows = [{**link, "url": clean_url(link["url"])} for link in links]
    changed = replace_rows(row, row.links, rows, match=["url"])
    return _finish(organization, "links", changed, actor, source, detail)


@transaction.atomic
def set_other_names(
    *, organization: Organization, names: Sequence[str], actor=None, source: str = Source.PERSON, detail: str = "",
    overwrite: bool = False,
) -> bool:  # fmt: skip
    """`names`: other names people or files use. The present name itself is passed over."""
    row = locked(organization)
    if kept_for_a_person(row, "other_names", source, overwrite):
        return False
    rows: dict[str, dict] = {}
    for name in names:
        name = " ".join(name.split())
        if (key := folded(name)) and key != row.folded_name:
            rows.setdefault(key, {"name": name, "folded_name": key})
    changed = replace_rows(row, row.other_names, list(rows.values()), match=["folded_name"])
    return _finish(organization, "other_names", changed, actor, source, detail)


def _finish(organization: Organization, name: str, changed: bool, actor, source: str, detail: str) -> bool:
    if changed:
        tell(organization, name, actor=actor, fields=[name], source=source, detail=detail)
    return changed
