"""Load the demonstration: a club in its second year in the Béthune-Bruay territory."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.enums import ClubRole, MembershipState
from essaim.clubs.models import Charge, Club, Membership, MembershipEvent
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import club_territory_changed, organizations_changed
from essaim.kernel.text import fold
from essaim.organizations.actions import load_sectors, refresh_completeness
from essaim.organizations.enums import RepresentativeKind, Source, Visibility
from essaim.organizations.legal import decide_ess, family_of
from essaim.organizations.models import FieldSource, Organization, Representation
from essaim.territory.reference import load_territory

from .pages import add_pages
from .people import ACCOUNTS, create_account, member_email
from .reading import DemoOrganization, demo_organizations, fictitious_siren, fictitious_siret
from .story import tell_story
from .story.days import FOUNDED, french_month, shift

CLUB_SLUG = "bethune-bruay"
INTERMUNICIPALITY = "200072460"  # CA de Béthune-Bruay, Artois-Lys Romane
PRESENTATION = (
    "En %(month)s, une quarantaine de structures du territoire se sont retrouvées pour la première fois dans une même "
    "salle. Elles travaillaient à deux rues les unes des autres, dans l’aide à domicile, la culture, l’environnement, "
    "souvent sans se connaître.\n\nDepuis, le club se réunit chaque trimestre autour d’un problème que tout le monde "
    "partage, avec une personne qui vient raconter comment elle s’y est prise. Chaque rencontre a lieu chez un membre, "
    "autour d’un café. On y échange des bonnes pratiques, on se prête un camion, on répond à plusieurs."
)
# One person may represent several organizations: the member of the demonstration keeps the accounts of this one.
SECOND_ORGANIZATION_OF_MEMBER = "paniers-de-la-lawe"


def is_loaded() -> bool:
    return Club.objects.filter(slug=CLUB_SLUG).exists()


@transaction.atomic
def load_demo(*, tell: Callable[[str], None] = lambda _sentence: None) -> Club:
    """Load everything, in one transaction. Refuses a database that already holds clubs.

    The same names, figures and dates come each time, so that a screenshot or a test may rely on them.
    """
    if Club.objects.exists() or Organization.objects.exists():
        raise Refusal(
            _("Cette base sert déjà : la démonstration demande un dossier vide (ESSAIM_HOME=autre-dossier)."),
            code="not_empty",
        )
    chance = random.Random(2015)
    tell(_("Communes de France…"))
    load_territory()
    load_sectors()
    tell(_("Structures, membres et comptes…"))
    entries = list(demo_organizations())
    organizations = _create_organizations(entries, chance)
    add_pages(entries, organizations, chance)
    club = _create_club()
    accounts = {
        account.key: create_account(email=account.email, name=account.name, operator=account.key == "exploitation")
        for account in ACCOUNTS
    }
    _give_charges(club, accounts)
    _join(club, entries, organizations)
    _represent(entries, organizations, accounts)
    tell(_("Rencontres, thèmes, comptes rendus…"))
    tell_story(club, organizations, accounts, chance)
    tell(_("Index de recherche…"))
    ids = [organization.pk for organization in organizations.values()]
    refresh_completeness(ids)
    organizations_changed.tell(ids=ids)
    return club


def _create_organizations(entries: list[DemoOrganization], chance: random.Random) -> dict[str, Organization]:
    today = localdate()
    rows = {}
    for rank, entry in enumerate(entries, 1):
        siren = fictitious_siren(rank)
        ess = decide_ess(
            legal_category=entry.legal_category,
            cooperative_kind=entry.cooperative_kind,
            statutes="Statuts de la société" if entry.ess_company else "",
        )
        checked = entry.club == "member" or chance.random() < 0.4
        rows[entry.key] = Organization(
            name=entry.name, folded_name=fold(entry.name), slug=slugify(entry.name)[:80] or entry.key,
            acronym=entry.acronym, siren=siren, siret=fictitious_siret(siren), legal_category=entry.legal_category,
            family=family_of(
                entry.legal_category, cooperative_kind=entry.cooperative_kind, ess=entry.ess_company
            ),
            cooperative_kind=entry.cooperative_kind, ess_basis=ess.basis, ess_note=ess.note,
            naf_code=entry.naf, naf_nomenclature="NAFRev2" if entry.naf else "", headcount=entry.headcount,
            founded_on=date(entry.created, 1, 1) if entry.created else None,
            summary=entry.summary, description=entry.description, website=entry.website, email=entry.email,
            phone=entry.phone, checked_on=today - timedelta(days=chance.randrange(20, 500)) if checked else None,
        )  # fmt: skip
    Organization.objects.bulk_create(rows.values())
    FieldSource.objects.bulk_create(
        FieldSource(organization=row, field=field, source=Source.DEMO, seen_on=today)
        for row in rows.values()
        for field in ("name", "siren", "siret", "legal_category", "summary", "description")
        if getattr(row, field)
    )
    return rows


def _create_club() -> Club:
    founded = FOUNDED + shift(localdate())
    club = Club.objects.create(
        slug=CLUB_SLUG, name="Club de l’ESS de Béthune-Bruay", short_name="Béthune-Bruay",
        tagline="Cent communes. Un essaim qui entreprend.",
        presentation=PRESENTATION % {"month": french_month(founded)},
        email="bonjour@demo.example", founded_on=founded, intermunicipalities=[INTERMUNICIPALITY],
    )  # fmt: skip
    club_territory_changed.tell(club=club)
    return club


def _give_charges(club: Club, accounts: dict[str, User]) -> None:
    Charge.objects.create(club=club, user=accounts["animation"], role=ClubRole.ORGANISER, title="Animatrice")
    Charge.objects.create(club=club, user=accounts["bureau"], role=ClubRole.OFFICER, title="Trésorier")


def _join(club: Club, entries: list[DemoOrganization], organizations: dict[str, Organization]) -> None:
    rows = Membership.objects.bulk_create(
        Membership(
            club=club,
            organization=organizations[entry.key],
            state=MembershipState.MEMBER if entry.club == "member" else MembershipState.INVITED,
            since=entry.since and entry.since + shift(localdate()),
        )
        for entry in entries
        if entry.club
    )
    MembershipEvent.objects.bulk_create(
        MembershipEvent(
            club=club, membership=row, verb="admit" if row.state == MembershipState.MEMBER else "invite",
            after=row.state, on=row.since or localdate(),
        )
        for row in rows
    )  # fmt: skip


def _represent(
    entries: list[DemoOrganization], organizations: dict[str, Organization], accounts: dict[str, User]
) -> None:
    rows = []
    invited_has_account = False
    for entry in entries:
        for rank, person in enumerate(entry.people):
            user = None
            if rank == 0 and entry.club == "member":
                user = _account_of(person["name"], entry, accounts)
            elif rank == 0 and entry.club == "invited" and not invited_has_account:
                user, invited_has_account = accounts["voisine"], True
                person = person | {"name": user.name}
            rows.append(
                Representation(
                    organization=organizations[entry.key],
                    user=user,
                    name=person["name"],
                    role=person.get("role", ""),
                    kind=_kind(rank),
                    visibility=Visibility.PUBLIC if rank == 0 else Visibility.MEMBERS,
                    email=member_email(person["name"], entry.key) if entry.website else "",
                )
            )
    if second := organizations.get(SECOND_ORGANIZATION_OF_MEMBER):
        rows.append(
            Representation(
                organization=second, user=accounts["membre"], name=accounts["membre"].name, role="trésorière bénévole"
            )
        )
    Representation.objects.bulk_create(rows)


def _kind(rank: int) -> str:
    kinds = (RepresentativeKind.REPRESENTATIVE, RepresentativeKind.SUBSTITUTE)
    return kinds[rank] if rank < len(kinds) else RepresentativeKind.CONTRIBUTOR


def _account_of(name: str, entry: DemoOrganization, accounts: dict[str, User]) -> User:
    if name == accounts["membre"].name:
        return accounts["membre"]
    return create_account(email=member_email(name, entry.key), name=name)
