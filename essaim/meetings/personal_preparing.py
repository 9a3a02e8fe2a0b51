"""What preparing meetings holds about a person with an account: themes, answers to polls, documents, their sheet as a
speaker."""

from django.db.models import Q

from essaim.accounts.models import User

from .actions.speakers import forget_speaker
from .models import MeetingDocument, PollVoter, Speaker, Theme


def data_of(person: User) -> dict:
    """Five queries."""
    voters = PollVoter.objects.filter(_of(person)).select_related("poll__meeting", "club").order_by("pk")
    answers: dict[int, list[dict]] = {}
    for voter, starts_at, choice in PollVoter.objects.filter(_of(person), answers__isnull=False).values_list(
        "pk", "answers__option__starts_at", "answers__choice"
    ):
        answers.setdefault(voter, []).append({"date": starts_at.isoformat(), "choice": choice})
    speakers = Speaker.objects.filter(email__iexact=person.email).prefetch_related("talks").order_by("pk")
    return {
        "themes": [
            {"title": one.title, "text": one.text, "created_at": one.created_at.isoformat()}
            for one in Theme.objects.filter(author=person).order_by("pk")
        ],
        "polls": [
            {"club": one.club.name, "meeting": one.poll.meeting.title, "answers": answers.get(one.pk, [])}
            for one in voters
        ],
        "documents": [
            {"title": one.title, "file_name": one.file_name, "added_at": one.created_at.isoformat()}
            for one in MeetingDocument.objects.filter(added_by=person).order_by("pk")
        ],
        "speaker": [
            {
                "name": one.name, "role": one.role, "email": one.email, "phone": one.phone, "subjects": one.subjects,
                "notes": one.notes,
                "talks": [
                    {"subject": talk.subject, "state": talk.state, "equipment": talk.equipment, "access": talk.access,
                     "travel": talk.travel, "words": talk.words}
                    for talk in one.talks.all()
                ],
            }
            for one in speakers
        ],
    }  # fmt: skip


def forget(person: User) -> None:
    """Themes and documents stay, without a name; so do the answers to closed polls, whose tallies must stay true.

    Refuses while a meeting expects the person as a speaker.
    """
    for speaker in Speaker.objects.filter(email__iexact=person.email):
        forget_speaker(speaker=speaker, actor=None)
    PollVoter.objects.filter(_of(person), poll__closed_at=None).delete()
    PollVoter.objects.filter(_of(person)).update(user=None, name="–", email="")
    Theme.objects.filter(author=person).update(author=None)
    MeetingDocument.objects.filter(added_by=person).update(added_by=None)


def _of(person: User) -> Q:
    return Q(user=person) | Q(user=None, email__iexact=person.email)
