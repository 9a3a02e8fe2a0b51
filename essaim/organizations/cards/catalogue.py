"""Each card of the page: identity, activity, exchanges, people, places, statuses, links."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import actions, where
from ..enums import Source
from ..forms import activity, identity, people, places
from ..models import Organization
from .form import Card, Rows

Values = dict[str, Any]
RowsGiven = dict[str, list[dict[str, Any]]]


def _columns(*names: str):
    return lambda organization: {name: getattr(organization, name) for name in names}


def _read_identity(organization: Organization) -> Values:
    names = (
        "name", "acronym", "rna", "vat_number", "legal_category", "cooperative_kind", "naf_code", "headcount",
        "founded_on", "closed_on", "email", "phone",
    )  # fmt: skip
    number = (organization.siren, organization.siret) if organization.siren else None
    other_names = list(organization.other_names.order_by("pk").values_list("name", flat=True))
    return _columns(*names)(organization) | {"number": number, "other_names": other_names}


def _write_identity(organization: Organization, values: Values, rows: RowsGiven, actor) -> None:
    values = dict(values)
    other_names = values.pop("other_names")
    siren, siret = values.pop("number") or (None, None)
    values |= {"siren": siren, "siret": siret}
    actions.update_organization(organization=organization, values=values, actor=actor)
    actions.set_other_names(organization=organization, names=other_names, actor=actor)


def _read_activity(organization: Organization) -> Values:
    return _columns("summary", "description")(organization) | {
        "skills": [skill.name for skill in organization.skills.all()],
        "sectors": list(organization.sector_links.order_by("sector").values_list("sector_id", flat=True)),
    }


def _read_references(organization: Organization) -> list[Values]:
    return [
        {
            "pk": row.pk, "client": row.client, "what": row.what, "year": row.year, "amount": row.amount,
            "skill": row.skill.name if row.skill else "",
        }
        for row in organization.references.select_related("skill")
    ]  # fmt: skip


def _write_activity(organization: Organization, values: Values, rows: RowsGiven, actor) -> None:
    texts = {name: values[name] for name in ("summary", "description")}
    actions.update_organization(organization=organization, values=texts, actor=actor)
    actions.set_skills(organization=organization, skills=values["skills"], actor=actor)
    actions.set_sectors(organization=organization, codes=values["sectors"], actor=actor)
    actions.set_references(organization=organization, references=rows["references"], actor=actor)


def _rows_of(relation: str, *names: str):
    """Read the rows of a relation, with their keys."""
    return lambda organization: list(getattr(organization, relation).order_by("pk").values("pk", *names))


def _write_exchanges(organization: Organization, values: Values, rows: RowsGiven, actor) -> None:
    actions.set_exchanges(organization=organization, exchanges=rows["exchanges"], actor=actor)


def _write_people(organization: Organization, values: Values, rows: RowsGiven, actor) -> None:
    actions.set_people(organization=organization, people=rows["people"], actor=actor)


def _read_places(organization: Organization) -> list[dict[str, Any]]:
    columns = ("kind", "name", "street", "postal_code", "city", "siret", "point")
    return [
        {"pk": place.pk} | {name: getattr(place, name) for name in columns}
        for place in organization.places.order_by("pk")
    ]


def _write_places(organization: Organization, values: Values, rows: RowsGiven, actor) -> None:
    present = {place.pk: place for place in organization.places.all()}
    given = []
    for row in rows["places"]:
        before = present.get(row.get("pk", 0))
        same = before and (before.street, before.municipality_id) == (row["street"], row["municipality"].pk)
        point = row.pop("point")
        if before and same and _near(point, before.point):
            given.append(row)
            continue
        # Coordinates are those of an address: another address, other coordinates, unknown until someone writes them.
        written = point and not (before and _near(point, before.point))
        latitude, longitude = point if written else (None, None)
        given.append(row | {"latitude": latitude, "longitude": longitude})
    actions.set_places(organization=organization, places=given, actor=actor)
    actions.set_served_areas(organization=organization, areas=values["areas"], actor=actor)


def _near(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    """The same point, as the form writes it: six decimals."""
    if one is None or other is None:
        return one is other
    return all(abs(a - b) < 1e-6 for a, b in zip(one, other, strict=True))


def _write_statuses(organization: Organization, values: Values, rows: RowsGiven, actor) -> None:
    actions.set_statuses(organization=organization, statuses=rows["statuses"], actor=actor)


def _write_ess(organization: Organization, values: Values, rows: RowsGiven, actor) -> None:
    actions.update_organization(organization=organization, values=values, actor=actor, source=Source.PERSON)


def _write_links(organization: Organization, values: Values, rows: RowsGiven, actor) -> None:
    actions.update_organization(organization=organization, values=values, actor=actor)
    actions.set_links(organization=organization, links=rows["links"], actor=actor)


CARDS: dict[str, Card] = {
    card.slug: card
    for card in (
        Card(
            "identite", _("Identité"), _("Noms, numéros, forme juridique, coordonnées."), "id-card",
            _write_identity, identity.IdentityForm, _read_identity,
        ),
        Card(
            "activite", _("Ce que vous faites"), _("Une phrase, vos savoir-faire, vos secteurs, vos références."),
            "sprout", _write_activity, activity.ActivityForm, _read_activity,
            rows=(Rows("references", _("Références"), _("Ajouter une référence"), activity.ReferenceRow,
                       _read_references),),
        ),
        Card(
            "echanges", _("Offres et besoins"), _("Ce que vous proposez aux autres, ce que vous cherchez."),
            "handshake", _write_exchanges,
            rows=(Rows("exchanges", _("Annonces"), _("Ajouter une annonce"), activity.ExchangeRow,
                       _rows_of("exchanges", "kind", "title", "text", "until")),),
        ),
        Card(
            "personnes", _("Personnes"), _("Qui représente la structure, qui la remplace, qui tient la fiche."),
            "users", _write_people,
            rows=(Rows("people", _("Personnes"), _("Ajouter une personne"), people.PersonRow,
                       _rows_of("representations", "name", "role", "kind", "email", "phone", "visibility")),),
        ),
        Card(
            "lieux", _("Lieux"), _("Votre adresse, vos autres lieux, là où vous intervenez."), "map-pin",
            _write_places, places.ServedAreaForm, lambda organization: where.area_choices(organization).initial,
            options=lambda organization: {"choices": where.area_choices(organization)},
            rows=(Rows("places", _("Adresses"), _("Ajouter un lieu"), places.PlaceRow,
                       _read_places),),
        ),
        Card(
            "statuts", _("Statuts et labels"), _("ESUS, insertion, labels : avec leurs dates et leur preuve."),
            "badge-check", _write_statuses,
            rows=(Rows("statuses", _("Statuts et labels"), _("Ajouter un statut ou un label"), activity.StatusRow,
                       _rows_of("statuses", "kind", "label", "valid_from", "valid_until", "proof")),),
        ),
        Card(
            "liens", _("Site et liens"), _("Votre site, vos pages ailleurs, vos documents en ligne."), "link",
            _write_links, activity.WebsiteForm, _columns("website"),
            rows=(Rows("links", _("Autres liens"), _("Ajouter un lien"), activity.LinkRow,
                       _rows_of("links", "title", "url")),),
        ),
        Card(
            "ess", _("Appartenance à l'ESS"), _("Réservé à ceux qui relisent la fiche."), "scale",
            _write_ess, activity.EssForm, _columns("ess_basis", "ess_note"), reviewers=True,
        ),
    )
}  # fmt: skip
