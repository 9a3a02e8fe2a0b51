"""Which structures a campaign is for, and the addresses that they lack."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.organizations.actions import set_people
from essaim.organizations.enums import RepresentativeKind, Visibility
from essaim.organizations.models import Organization

from .. import queries
from ..enums import RecipientState
from ..models import Campaign, Recipient
from ..queries.campaigns import picked_ids
from .common import locked

MOST_RECIPIENTS = 2000


@transaction.atomic
def select(*, campaign: Campaign, shown: Collection[int], ticked: Collection[int]) -> tuple[int, int]:
    """Make the selection, among the structures that a page showed, those ticked. Returns how many came and went.

    A structure already written to stays, ticked or not.
    """
    campaign = locked(campaign)
    gone, _rows = campaign.recipients.filter(
        state=RecipientState.PICKED, organization__in=set(shown) - set(ticked)
    ).delete()
    return _add(campaign, ticked), gone


@transaction.atomic
def pick_all(*, campaign: Campaign, organizations: Collection[int]) -> int:
    """Add them all. Returns how many are new."""
    return _add(locked(campaign), organizations)


def _add(campaign: Campaign, organizations: Collection[int]) -> int:
    wanted = set(organizations) - (present := picked_ids(campaign))
    known = Organization.objects.filter(pk__in=wanted, listed=True, merged_into=None)
    new = list(known.exclude(pk__in=queries.campaigns.members_among(campaign.club).values("organization")))
    if len(present) + len(new) > MOST_RECIPIENTS:
        raise Refusal(
            _("Une campagne a %(most)s structures au plus, et celle-ci en aurait %(count)s. Affinez la recherche.")
            % {"most": MOST_RECIPIENTS, "count": len(present) + len(new)},
            code="too_many",
        )
    Recipient.objects.bulk_create(
        [Recipient(club=campaign.club, campaign=campaign, organization=one) for one in new], batch_size=500
    )
    return len(new)


@transaction.atomic
def drop(*, recipient: Recipient) -> None:
    """Take a structure out of the selection, as long as nothing has left."""
    locked(recipient.campaign)
    gone, _rows = Recipient.objects.filter(pk=recipient.pk, state=RecipientState.PICKED).delete()
    if not gone:
        raise Refusal(_("Le message est parti : cette structure reste dans la campagne."), code="state")


@transaction.atomic
def give_address(*, recipient: Recipient, name: str, role: str, email: str, actor: User | None) -> Recipient:
    """Add a person with an address to the structure's page, seen by nobody but those who keep it. Refuses (field
    `email`) what is not an address. A bounced message may then leave again: the recipient is picked anew."""
    email, name = email.strip().lower(), " ".join(name.split())
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal(
            _("« %(email)s » n'est pas une adresse e-mail. Il y faut un nom, une arobase et un domaine.")
            % {"email": email}, code="not_an_address", field="email",
        ) from None  # fmt: skip
    campaign = locked(recipient.campaign)
    recipient = Recipient.objects.select_related("organization").get(pk=recipient.pk)
    organization = recipient.organization
    present = list(organization.representations.all())
    kind = RepresentativeKind.CONTRIBUTOR
    if not any(one.kind == RepresentativeKind.REPRESENTATIVE for one in present):
        kind = RepresentativeKind.REPRESENTATIVE
    kept = [
        {"pk": one.pk, "name": one.name, "role": one.role, "kind": one.kind, "email": one.email, "phone": one.phone,
         "visibility": one.visibility}
        for one in present
    ]  # fmt: skip
    new = {"name": name or organization.name[:120], "role": role.strip(), "kind": kind, "email": email, "phone": "",
           "visibility": Visibility.HIDDEN}  # fmt: skip
    set_people(organization=organization, people=[*kept, new], actor=actor)
    recipient.contact = organization.representations.filter(email__iexact=email).order_by("-pk").first()
    if recipient.state in (RecipientState.BOUNCED, RecipientState.FAILED, RecipientState.SHARED):
        recipient.state, recipient.email = RecipientState.PICKED, ""
    recipient.campaign = campaign
    recipient.save(update_fields=["contact", "state", "email", "updated_at"])
    return recipient
