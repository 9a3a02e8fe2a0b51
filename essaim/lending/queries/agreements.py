"""Agreements of a structure, their parties, the loans that have none yet."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.organizations.enums import PlaceKind, RepresentativeKind
from essaim.organizations.identifiers import display_siren
from essaim.organizations.models import Organization, Place, Representation
from essaim.resources.enums import BookingState
from essaim.resources.models import Booking

from ..enums import AgreementState
from ..models import Agreement, AgreementDocument, AgreementSignature
from .ledger import SIGNING_KINDS

OPEN = (AgreementState.DRAFT, AgreementState.TO_SIGN, AgreementState.HALF)
TO_SIGN = (AgreementState.TO_SIGN, AgreementState.HALF)


@dataclass(frozen=True)
class Party:
    """A structure as an agreement names it; `whole` is one sentence."""

    organization: Organization
    whole: str


def party_words(organization: Organization, address: str, representative: str) -> str:
    """« La Brouette, SIREN 732 829 320, 3 rue des Fèves, 62400 Béthune, représentée par Odile Fruchart »."""
    parts = [organization.name]
    if organization.siren:
        parts.append(f"SIREN {display_siren(organization.siren)}")
    elif organization.rna:
        parts.append(f"RNA {organization.rna}")
    parts.append(address or "adresse : ....................")
    parts.append(f"représentée par {representative or '....................'}")
    return ", ".join(parts)


def parties_of(agreement: Agreement) -> tuple[Party, Party]:
    """Who lends, who borrows, with address and representative. Two queries."""
    both = [agreement.lender, agreement.borrower]
    offices = Place.objects.filter(organization__in=both, kind=PlaceKind.HEAD_OFFICE)
    addresses = {
        one.organization_id: ", ".join(filter(None, [one.street, f"{one.postal_code} {one.city}".strip()]))
        for one in offices
    }
    people = Representation.objects.filter(organization__in=both, kind=RepresentativeKind.REPRESENTATIVE)
    names = {one.organization_id: ", ".join(filter(None, [one.name, one.role])) for one in people}
    lender, borrower = (Party(one, party_words(one, addresses.get(one.pk, ""), names.get(one.pk, ""))) for one in both)
    return lender, borrower


def agreements_of(club: Club, organization: Organization) -> QuerySet[Agreement]:
    """The latest first."""
    return Agreement.objects.filter(Q(lender=organization) | Q(borrower=organization), club=club).select_related(
        "lender", "borrower"
    )


def without_agreement(club: Club, organization: Organization) -> QuerySet[Booking]:
    """Loans agreed on or under way, of or to a member, that have no agreement; the next first."""
    return (
        Booking.objects.filter(
            Q(resource__owner=organization) | Q(borrower=organization), club=club, borrower__isnull=False,
            state__in=[BookingState.APPROVED, BookingState.HANDED_OVER],
        )
        .exclude(borrower=organization, resource__owner=organization)
        .exclude(agreements__state__in=[*OPEN, AgreementState.SIGNED])
        .select_related("resource__owner", "borrower")
        .order_by("starts_at")[:20]
    )  # fmt: skip


def documents_of(agreement: Agreement) -> list[AgreementDocument]:
    """The last version first, each with its signatures. Two queries."""
    rows = AgreementDocument.objects.filter(agreement=agreement).prefetch_related("signatures__organization")
    return list(rows.order_by("-version", "kind"))


def current_document(agreement: Agreement) -> AgreementDocument | None:
    """What is signed: the agreement at its last version."""
    return AgreementDocument.objects.filter(
        agreement=agreement, kind="agreement", version=agreement.version
    ).first()  # fmt: skip


def signatures_of(document: AgreementDocument) -> list[AgreementSignature]:
    return list(AgreementSignature.objects.filter(document=document).select_related("organization"))


def to_sign_by(user: User, club: Club) -> list[tuple[Agreement, Organization]]:
    """Those that wait for a signature that the person may give, with their structure. Three queries at most."""
    seats = Organization.objects.filter(representations__user=user, representations__kind__in=SIGNING_KINDS)
    mine = {one.pk: one for one in seats}
    if not mine:
        return []
    rows = list(
        Agreement.objects.filter(Q(lender__in=mine) | Q(borrower__in=mine), club=club, state__in=TO_SIGN)
        .select_related("lender", "borrower")
        .order_by("pk")
    )
    signed = set(
        AgreementSignature.objects.filter(document__agreement__in=rows).values_list(
            "document__agreement", "document__version", "organization"
        )
    )
    return [
        (row, mine[side])
        for row in rows
        for side in (row.lender_id, row.borrower_id)
        if side in mine and (row.pk, row.version, side) not in signed
    ]


def agreement_of(booking: Booking) -> Agreement | None:
    """The last that was not dropped."""
    return Agreement.objects.filter(booking=booking).exclude(state=AgreementState.DROPPED).order_by("-number").first()
