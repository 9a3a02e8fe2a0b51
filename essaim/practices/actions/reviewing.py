"""A peer reads the sheet before it is published."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import mails, queries
from ..enums import REVIEW_VERBS, Audience, PracticeState, ReviewState
from ..models import Practice, Review
from .common import lock, paragraphs, told, turn

SHORTEST = 10  # characters of what a peer says


@transaction.atomic
def submit(*, practice: Practice, actor: User | None) -> Practice:
    """Offer the sheet to a peer's reading. Refuses (code `empty`) one that lacks a part nobody can do without."""
    practice = lock(practice)
    _check_written(practice)
    return turn(practice, "submit", actor)


@transaction.atomic
def take_back(*, practice: Practice, actor: User | None) -> Practice:
    """Write again before others read."""
    return turn(lock(practice), "take_back", actor)


@transaction.atomic
def ask_review(*, practice: Practice, organization: Organization, actor: User | None) -> Review:
    """Ask a member to read. Refuses the structure of the practice itself (`own`), one that is no member
    (`not_member`), one that was asked already (`twice`)."""
    review = _begin(practice, organization, asked_by=actor)
    told(review.practice, "ask_review", actor, peer=organization.pk)
    mails.review_asked(review)
    return review


@transaction.atomic
def volunteer(*, practice: Practice, organization: Organization, actor: User) -> Review:
    """« Je la lis »: asked already, it changes nothing. Refuses as `ask_review` does."""
    known = Review.objects.filter(practice=practice, organization=organization).first()
    if known is not None:
        return known
    review = _begin(practice, organization, reviewer=actor)
    told(review.practice, "volunteer", actor, peer=organization.pk)
    return review


def _begin(practice: Practice, organization: Organization, **values: User | None) -> Review:
    practice = lock(practice)
    if practice.state != PracticeState.REVIEW:
        raise Refusal(_("Cette pratique n'est pas en relecture."), code="state")
    if organization.pk == practice.organization_id:
        raise Refusal(_("On ne relit pas sa propre pratique : demandez à une autre structure."), code="own",
                      field="organization")  # fmt: skip
    if not members_of(practice.club).filter(pk=organization.pk).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member",
                      field="organization")  # fmt: skip
    try:
        with transaction.atomic():
            return Review.objects.create(club=practice.club, practice=practice, organization=organization, **values)
    except IntegrityError:
        raise Refusal(_("%(name)s a déjà cette pratique à lire.") % {"name": organization.name}, code="twice",
                      field="organization") from None  # fmt: skip


@transaction.atomic
def answer_review(*, review: Review, verb: str, actor: User, words: str = "") -> Review:
    """Say that it is clear, what one would ask, or that one cannot (`verb` of REVIEW_VERBS).

    Refuses (field `words`) to say nothing of what one read; a sheet that is not being read any more (code `state`).
    """
    practice = lock(review.practice)
    review = Review.objects.select_related("organization").get(pk=review.pk)
    review.practice = practice
    starts, state = REVIEW_VERBS[verb]
    if practice.state != PracticeState.REVIEW or review.state not in starts:
        raise Refusal(_("Cette relecture est terminée."), code="state")
    words = paragraphs(words, 1000)
    if verb != "decline" and len(words) < SHORTEST:
        raise Refusal(_("Une phrase suffit, mais il en faut une : elle aide qui a écrit."), code="short", field="words")
    review.state, review.words, review.reviewer, review.answered_at = state, words, actor, timezone.now()
    review.save(update_fields=["state", "words", "reviewer", "answered_at", "updated_at"])
    told(practice, verb, actor, peer=review.organization_id)
    mails.reviewed(review)
    return review


@transaction.atomic
def publish(
    *, practice: Practice, actor: User | None, audience: str = Audience.MEMBERS, decides: bool = False,
    stands_in: bool = False,
) -> Practice:  # fmt: skip
    """Give the sheet to the members. `decides`: the actor may open it to everybody; else asking for it is noted.
    `stands_in`: whoever runs the club publishes what no peer has read.

    Refuses (code `unread`) a sheet that no peer found clear, or that lacks a part (code `empty`).
    """
    practice = lock(practice)
    _check_written(practice)
    clear = Review.objects.filter(practice=practice, state=ReviewState.CLEAR).exists()
    if practice.state == PracticeState.REVIEW and not (clear or stands_in):
        raise Refusal(
            _("Il faut d'abord qu'une autre structure l'ait lue et trouvée claire."), code="unread"
        )  # fmt: skip
    wanted, opened = Audience(audience) == Audience.PUBLIC, False
    opened = wanted and decides
    practice = turn(
        practice, "publish", actor, published_at=timezone.now(), published_by=actor, checked_on=timezone.localdate(),
        audience=Audience.PUBLIC if opened else Audience.MEMBERS, asks_public=wanted and not opened,
    )  # fmt: skip
    for review in queries.answered_reviews(practice):
        mails.published(review)
    return practice


def _check_written(practice: Practice) -> None:
    missing = queries.missing_parts(practice)
    if missing:
        raise Refusal(
            _("Il manque encore : %(parts)s.") % {"parts": ", ".join(str(kind.label).lower() for kind in missing)},
            code="empty",
        )
