"""Reviews: asked of those who came, answered by link, nobody's."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.models import Meeting

from .. import mails, queries
from ..models import Review, ReviewAnswer, ReviewInvitation

OPEN_FOR = timedelta(days=21)
REMIND_AFTER = timedelta(days=5)


@transaction.atomic
def open_review(*, meeting: Meeting, actor: User | None) -> Review:
    """Ask those who were checked in and left an address what they thought. Asked already, those who were checked in
    since are asked too. Refuses a meeting that is not over, or where nobody was checked in."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("club").get(pk=meeting.pk)
    if meeting.ends_at is None or meeting.ends_at > timezone.now():
        raise Refusal(_("La rencontre n'est pas finie : les avis se demandent après."), code="not_over")
    came = queries.came_to(meeting)
    if not came:
        raise Refusal(
            _("La liste de présence est vide : notez d'abord qui est venu, l'avis leur est demandé."),
            code="nobody",
        )
    review, made = Review.objects.get_or_create(
        meeting=meeting, defaults={"club": meeting.club, "closes_on": timezone.localdate() + OPEN_FOR}
    )
    known = set(review.invitations.values_list("attendance_id", flat=True))
    for attendance in came:
        if attendance.pk not in known and attendance.email:
            ReviewInvitation.objects.create(club=meeting.club, review=review, attendance=attendance)
            mails.please_review(review, attendance)
    if made:
        journaled.tell(actor=actor, verb="minutes.open_review", subject=review, club=meeting.club, details={})
    return review


@transaction.atomic
def answer_review(
    *, invitation: ReviewInvitation, useful: int, organised: int, met: str, desire: int, will_do: str = "",
    words: str = "",
) -> None:  # fmt: skip
    """Keep the answer apart from who gave it. Refuses one who has answered, and a review that is closed.

    Nothing is journaled and nothing dated: the moment would tell who.
    """
    invitation = ReviewInvitation.objects.select_for_update(of=("self",)).select_related("review").get(
        pk=invitation.pk
    )  # fmt: skip
    if invitation.answered:
        raise Refusal(
            _("Votre avis est déjà arrivé, merci. Comme il n'est à personne, il ne peut plus être changé."),
            code="answered",
        )
    if not invitation.review.is_open:
        raise Refusal(_("Les avis sur cette rencontre sont clos. Parlez-en à qui anime le club."), code="closed")
    try:
        with transaction.atomic():
            ReviewAnswer.objects.create(
                club_id=invitation.club_id, review_id=invitation.review_id, useful=useful, organised=organised,
                met=met, desire=desire, will_do=will_do.strip()[:500], words=words.strip()[:2000],
            )  # fmt: skip
    except IntegrityError:
        raise Refusal(_("Une réponse est hors de l'échelle. Reprenez-la."), code="out_of_scale") from None
    invitation.answered = True
    invitation.save(update_fields=["answered"])


def open_due_reviews(day: date) -> None:
    """Once a day: ask about meetings that ended since a week and were not asked about; remind once those who are
    silent."""
    for meeting in queries.meetings_to_review(day):
        open_review(meeting=meeting, actor=None)
    for pk in queries.reviews_to_remind(day, day - REMIND_AFTER).values_list("pk", flat=True):
        with transaction.atomic():
            review = Review.objects.select_for_update(of=("self",)).select_related("club", "meeting").get(pk=pk)
            if review.reminded_on is not None:
                continue
            review.reminded_on = day
            review.save(update_fields=["reminded_on", "updated_at"])
            for invitation in review.invitations.filter(answered=False).select_related("attendance"):
                mails.please_review(review, invitation.attendance, again=True)
