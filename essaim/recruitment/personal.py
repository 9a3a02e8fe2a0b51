"""What recruitment keeps of a person. Offers and needs are their organization's and stay, without their name; what they
said of themselves as a candidate goes."""

from essaim.accounts.models import User

from .actions.seekers import erase
from .models import CvReading, JobNeed, Offer, PostSearch, Recommendation, SharedPart
from .queries import seekers


def data_of(person: User) -> dict:
    return {
        "offers": [
            {"title": row.title, "organization": row.organization.name, "published": row.published_on.isoformat()}
            for row in Offer.objects.filter(author=person).select_related("organization").order_by("pk")
        ],
        "needs": [
            {"occupation": row.occupation, "organization": row.organization.name, "words": row.words}
            for row in JobNeed.objects.filter(author=person).select_related("organization").order_by("pk")
        ],
        "answers": [
            {"post": row.post.occupation, "answer": row.answer, "note": row.note}
            for row in SharedPart.objects.filter(answered_by=person).select_related("post").order_by("pk")
        ],
        "recommendations": [
            {"occupation": row.occupation, "to": row.receiver.name, "words": row.words, "state": row.state}
            for row in Recommendation.objects.filter(author=person).select_related("receiver").order_by("pk")
        ],
        "cvs_read": [row.created_at.isoformat() for row in CvReading.objects.filter(user=person).order_by("pk")],
        "candidate": [
            {
                "name": row.name, "email": row.email, "phone": row.phone, "occupation": row.occupation,
                "words": row.words, "consent": row.consent_text, "consent_at": row.consent_at.isoformat(),
                "erased_after": row.expires_on.isoformat() if row.expires_on else "",
                "cv_read_by": [one.organization.name for one in row.readings.all() if one.organization],
            }
            for row in seekers.of_person(person)
        ],
    }  # fmt: skip


def forget(person: User) -> None:
    for row in seekers.of_person(person):
        erase(row)
    Offer.objects.filter(author=person).update(author=None)
    JobNeed.objects.filter(author=person).update(author=None)
    SharedPart.objects.filter(answered_by=person).update(answered_by=None)
    Recommendation.objects.filter(author=person).update(author=None, words="")
    CvReading.objects.filter(user=person).update(user=None)
    PostSearch.objects.filter(asked_by=person).update(asked_by=None)
