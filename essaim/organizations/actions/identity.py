"""Creating and updating the organization itself: its names, numbers, form, contacts."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .. import identifiers, legal, queries
from ..contact import clean_phone, clean_url
from ..enums import EssBasis, Family, NafNomenclature, RepresentativeKind, Source
from ..models import FieldSource, Organization, Representation
from ..naming import named
from .common import check_fields, locked, tell

NUMBERS = ("siren", "siret", "rna")
FIELDS = frozenset(
    {
        "name", "acronym", *NUMBERS, "vat_number", "legal_category", "family", "cooperative_kind", "ess_basis",
        "ess_note", "naf_code", "naf_nomenclature", "naf25_code", "headcount", "founded_on", "closed_on", "summary",
        "description", "website", "email", "phone",
    }
)  # fmt: skip
_BY_FORM = {Family.ASSOCIATION, Family.COOPERATIVE, Family.MUTUAL, Family.FOUNDATION}


@dataclass
class Update:
    """What an update did: the fields it wrote, and those it left because a person had written them, with what the
    source proposed instead."""

    changed: list[str] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def create_organization(
    *,
    values: dict[str, Any],
    actor=None,
    source: str = Source.PERSON,
    detail: str = "",
    listed: bool = True,
    contributor: bool = False,
    role: str = "",
) -> Organization:
    """Create an organization. `contributor`: the actor then keeps its page up to date, with that role in it.

    Raises `Refusal` (code `taken`) when another organization holds one of its numbers.
    """
    clean = _clean(values)
    if not clean.get("name"):
        raise Refusal(_("Donnez le nom de la structure."), code="field", field="name")
    _agree_numbers(clean, None)
    organization = Organization(listed=listed)
    for name, value in (clean | _derived(clean, organization)).items():
        setattr(organization, name, value)
    _write(organization, clean)
    if contributor and actor is not None:
        Representation.objects.create(
            organization=organization,
            user=actor,
            name=str(actor),
            email=actor.email,
            role=role[:120],
            kind=RepresentativeKind.CONTRIBUTOR,
        )
    given = FIELDS if source != Source.PERSON else clean.keys() & FIELDS
    filled = sorted(name for name in given if getattr(organization, name) not in ("", None, EssBasis.UNKNOWN))
    tell(organization, "create", actor=actor, fields=filled, source=source, detail=detail)
    return organization


@transaction.atomic
def update_organization(
    *,
    organization: Organization,
    values: dict[str, Any],
    actor=None,
    source: str = Source.PERSON,
    detail: str = "",
    overwrite: Collection[str] = (),
) -> Update:
    """Write some fields of an organization, with where they come from.

    A source other than a person erases nothing (its empty values are passed over) and leaves what a person wrote,
    unless `overwrite` names the field. `organization` is brought up to date in place.
    """
    row = locked(organization)
    clean = _clean(values)
    update = Update()
    if source != Source.PERSON:
        clean = {name: value for name, value in clean.items() if value not in ("", None)}
        written_by_people = set(
            FieldSource.objects.filter(organization=row, source=Source.PERSON).values_list("field", flat=True)
        ) - set(overwrite)
        for name in written_by_people & clean.keys():
            value = clean.pop(name)
            if value != getattr(row, name):
                update.kept[name] = value
        if "siret" in update.kept:
            clean.pop("siren", None)
    else:
        written_by_people = set()
    _agree_numbers(clean, row)
    given = clean.keys() & FIELDS
    clean |= {name: value for name, value in _derived(clean, row).items() if name not in written_by_people}
    changed = {name: value for name, value in clean.items() if value != getattr(row, name)}
    if changed:
        for name, value in changed.items():
            setattr(row, name, value)
        _write(row, changed)
        update.changed = sorted(changed.keys() & FIELDS)
    _copy(row, organization)
    # A source's value is dated anew each time it is seen; a person answers only for what they changed themselves, not
    # for what follows from it, so that a later import may still bring a family or a better proof.
    seen = sorted(clean.keys() & FIELDS if source != Source.PERSON else given & changed.keys())
    if changed or seen:
        tell(organization, "update", actor=actor, fields=seen, source=source, detail=detail, changed=update.changed)
    return update


@transaction.atomic
def confirm_organization(*, organization: Organization, actor=None, by: str = "") -> None:
    """Someone who knows says that the page is right as it stands. `by`: their name when they have no account."""
    row = locked(organization)
    row.checked_on = timezone.localdate()
    row.save(update_fields=["checked_on", "updated_at"])
    _copy(row, organization)
    tell(organization, "confirm", actor=actor, by=by)


@transaction.atomic
def list_organization(*, organization: Organization, listed: bool, actor) -> None:
    """Show the page in the directory, or take it out."""
    row = locked(organization)
    if row.listed == listed:
        return
    row.listed = listed
    row.save(update_fields=["listed", "updated_at"])
    _copy(row, organization)
    tell(organization, "list" if listed else "unlist", actor=actor)


def _copy(row: Organization, organization: Organization) -> None:
    for column in Organization._meta.concrete_fields:
        setattr(organization, column.attname, getattr(row, column.attname))


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as the columns hold them; numbers parsed. Unknown names are a programming error."""
    if unknown := set(values) - FIELDS:
        raise TypeError(f"not fields of an organization: {sorted(unknown)}")
    clean = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    for name in NUMBERS:
        if name in clean:
            parse = {"siren": identifiers.parse_siren, "siret": identifiers.parse_siret, "rna": identifiers.parse_rna}
            clean[name] = parse[name](clean[name]) if clean[name] else None
    if clean.get("vat_number"):
        clean["vat_number"] = identifiers.parse_vat(clean["vat_number"], siren=clean.get("siren"))
    for name, cleaner in (("phone", clean_phone), ("website", clean_url), ("naf_code", legal.clean_naf)):
        if clean.get(name):
            clean[name] = cleaner(clean[name])
    for name in ("summary", "acronym"):
        if clean.get(name):
            clean[name] = " ".join(clean[name].split())
    if "name" in clean:
        clean["name"] = " ".join((clean["name"] or "").split())
    if clean.get("email"):
        clean["email"] = clean["email"].lower()
    return clean


def _agree_numbers(clean: dict[str, Any], row: Organization | None) -> None:
    """A SIRET begins with its SIREN: fill the second from the first, refuse two that do not go together."""
    siret = clean.get("siret", row.siret if row else None)
    if not siret:
        return
    if (clean.get("siret") and "siren" not in clean) or ("siren" in clean and not clean["siren"]):
        clean["siren"] = siret[:9]
    siren = clean.get("siren", row.siren if row else None)
    if siren and not siret.startswith(siren):
        raise Refusal(
            _("Ce SIREN et ce SIRET ne sont pas de la même structure : le SIRET commence par le SIREN."),
            code="numbers_differ",
            field="siren" if "siren" in clean and "siret" not in clean else "siret",
        )


def _derived(clean: dict[str, Any], row: Organization) -> dict[str, Any]:
    """Return what follows from the values: folded name and address, family, membership of the social economy."""
    derived: dict[str, Any] = named(clean["name"]) if clean.get("name") else {}
    if "naf_code" in clean and "naf_nomenclature" not in clean:
        derived["naf_nomenclature"] = NafNomenclature.REV2 if legal.naf_label(clean["naf_code"]) else ""
    if not clean.keys() & {"legal_category", "cooperative_kind", "rna", "family", "ess_basis"}:
        return derived

    def now(name: str) -> Any:
        return clean[name] if name in clean else getattr(row, name)

    category, kind = now("legal_category") or "", now("cooperative_kind") or ""
    if category and not kind and (told := legal.cooperative_kind_of(category)):
        derived["cooperative_kind"] = kind = told
    if "ess_basis" not in clean and row.ess_basis in {EssBasis.UNKNOWN, EssBasis.FORM}:
        decision = legal.decide_ess(legal_category=category, cooperative_kind=kind)
        if not decision and not category and (rna := now("rna")):
            decision = legal.EssDecision(EssBasis.FORM, f"Répertoire national des associations ({rna})")
        elif not decision and not category and now("family") in _BY_FORM:
            decision = legal.EssDecision(EssBasis.FORM, legal.in_french(Family(now("family")).label))
        derived["ess_basis"] = decision.basis
        derived["ess_note"] = now("ess_note") if clean.get("ess_note") else decision.note
    basis = derived.get("ess_basis", now("ess_basis"))
    family = legal.family_of(category, cooperative_kind=kind, ess=basis != EssBasis.UNKNOWN)
    if not family and now("rna"):
        family = Family.ASSOCIATION
    # What the form tells wins over what is given; a form that tells nothing leaves what is given.
    if family and (family != Family.OTHER or not clean.get("family")):
        derived["family"] = family
    return derived


def _write(organization: Organization, changed: dict[str, Any]) -> None:
    check_fields(organization, changed.keys() & FIELDS)
    for name in NUMBERS:
        if value := changed.get(name):
            other = queries.with_number(**{name: value})
            if other is not None and other.pk != organization.pk:
                raise _taken(name, other)
    try:
        with transaction.atomic():
            organization.save()
    except IntegrityError:
        # Someone wrote the same number between our look and our write: the unique key held.
        for name in NUMBERS:
            if (value := getattr(organization, name)) and (other := queries.with_number(**{name: value})):
                raise _taken(name, other) from None
        raise


def _taken(name: str, other: Organization) -> Refusal:
    label = {"siren": "SIREN", "siret": "SIRET", "rna": "RNA"}[name]
    return Refusal(
        _("« %(name)s » porte déjà ce numéro %(label)s : sa fiche existe.") % {"name": other.name, "label": label},
        code="taken",
        field=name,
    )
