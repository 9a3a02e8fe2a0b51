"""What others make of a practice: they take it up, they come and see."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import mails
from ..enums import VISIT_VERBS, VisitKind, VisitState
from ..models import Adoption, Practice, Visit
from .common import lock, paragraphs, told

SHORTEST = 20  # characters of a message


@transaction.atomic
def adopt(
    *, practice: Practice, organization: Organization, actor: User | None, since: date | None = None, gave: str = "",
    changed: str = "",
) -> Adoption:  # fmt: skip
    """« Nous l'avons reprise »; said again, it is put right. Refuses one's own practice (`own`), a day to come (field
    `since`), one that is not in the list (`state`)."""
    today = timezone.localdate()
    practice = lock(practice)
    _check(practice, organization)
    if since and since > today:
        raise Refusal(_("Ce jour est à venir. Revenez quand ce sera en place."), code="future", field="since")
    values = {"gave": paragraphs(gave, 1000), "changed": paragraphs(changed, 1000)}
    row, made = Adoption.objects.get_or_create(
        club=practice.club, practice=practice, organization=organization,
        defaults={"author": actor, "since": since or today, **values},
    )  # fmt: skip
    if not made:
        row.since, row.gave, row.changed = since or row.since, values["gave"], values["changed"]
        row.save(update_fields=["since", "gave", "changed", "updated_at"])
    told(practice, "adopt", actor, by=organization.pk)
    if made:
        mails.adopted(row)
    return row


@transaction.atomic
def give_up(*, adoption: Adoption, actor: User | None) -> None:
    """The structure does not do so any more, or never did."""
    practice = lock(adoption.practice)
    by = adoption.organization_id
    adoption.delete()
    told(practice, "give_up", actor, by=by)


@transaction.atomic
def ask_visit(
    *, practice: Practice, organization: Organization, actor: User, kind: str, message: str
) -> Visit:  # fmt: skip
    """Ask to come and see, or to talk: whom to ask gets the message, and answers straight to the actor.

    Refuses what the structure does not offer (field `kind`), a few words (field `message`), a second one while the
    first waits (`open`), one's own practice (`own`).
    """
    practice, kind = lock(practice), VisitKind(kind)
    _check(practice, organization)
    if not (practice.offers_visit if kind == VisitKind.VISIT else practice.offers_call):
        raise Refusal(_("Cette structure ne le propose pas."), code="not_offered", field="kind")
    message = paragraphs(message, 1500)
    if len(message) < SHORTEST:
        raise Refusal(_("Dites en deux phrases ce que vous aimeriez voir, et quand."), code="short", field="message")
    try:
        with transaction.atomic():
            visit = Visit.objects.create(
                club=practice.club, practice=practice, organization=organization, author=actor, kind=kind,
                message=message,
            )  # fmt: skip
    except IntegrityError:
        raise Refusal(_("Votre demande attend déjà une réponse."), code="open") from None
    told(practice, "ask_visit", actor, by=organization.pk, kind=str(kind))
    mails.visit_asked(visit)
    return visit


@transaction.atomic
def settle_visit(*, visit: Visit, verb: str, actor: User, on: date | None = None) -> Visit:
    """It happened (`give`, on a day that is not to come: today without one), or cannot be (`refuse`)."""
    practice = lock(visit.practice)
    visit = Visit.objects.select_related("organization", "author").get(pk=visit.pk)
    visit.practice = practice
    starts, state = VISIT_VERBS[verb]
    if visit.state not in starts:
        raise Refusal(
            _("Cette demande a déjà sa réponse : %(state)s.") % {"state": VisitState(visit.state).label.lower()},
            code="settled",
        )
    today = timezone.localdate()
    if verb == "give" and on and on > today:
        raise Refusal(_("Ce jour est à venir. Revenez après vous être vus."), code="future", field="on")
    visit.state, visit.settled_by = state, actor
    visit.on = (on or today) if verb == "give" else None
    visit.save(update_fields=["state", "settled_by", "on", "updated_at"])
    told(practice, f"visit_{verb}", actor, by=visit.organization_id)
    if verb == "refuse":
        mails.visit_refused(visit)
    return visit


def _check(practice: Practice, organization: Organization) -> None:
    if organization.pk == practice.organization_id:
        raise Refusal(_("C'est votre propre pratique."), code="own")
    if not members_of(practice.club).filter(pk=organization.pk).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member")
    if not practice.stands:
        raise Refusal(_("Cette pratique n'est pas dans la liste."), code="state")
