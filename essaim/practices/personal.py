"""What practices keep of a person: what they wrote of others' practices, whom they are the contact of. Words said in
the name of a structure stay with it, without the name; a message to ask for a visit goes."""

from essaim.accounts.models import User

from .models import Adoption, Check, Practice, Review, Visit


def data_of(person: User) -> dict[str, list[dict]]:
    return {
        "practices": [
            {"title": row.title, "author": row.author_id == person.pk, "contact": row.contact_id == person.pk}
            for row in (Practice.objects.filter(author=person) | Practice.objects.filter(contact=person)).order_by("pk")
        ],
        "reviews": [
            {"practice": row.practice.title, "state": row.state, "words": row.words}
            for row in Review.objects.filter(reviewer=person).select_related("practice").order_by("pk")
        ],
        "adoptions": [
            {"practice": row.practice.title, "gave": row.gave, "changed": row.changed}
            for row in Adoption.objects.filter(author=person).select_related("practice").order_by("pk")
        ],
        "visits": [
            {"practice": row.practice.title, "at": row.created_at.isoformat(), "message": row.message}
            for row in Visit.objects.filter(author=person).select_related("practice").order_by("pk")
        ],
        "checks": [
            {"practice": row.practice.title, "answer": row.answer, "words": row.words}
            for row in Check.objects.filter(answered_by=person).select_related("practice").order_by("pk")
        ],
    }


def forget(person: User) -> None:
    Practice.objects.filter(contact=person).update(contact=None, names_contact=False)
    Practice.objects.filter(author=person).update(author=None)
    Practice.objects.filter(published_by=person).update(published_by=None)
    Review.objects.filter(reviewer=person).update(reviewer=None)
    Review.objects.filter(asked_by=person).update(asked_by=None)
    Adoption.objects.filter(author=person).update(author=None)
    Visit.objects.filter(author=person).update(author=None, message="")
    Visit.objects.filter(settled_by=person).update(settled_by=None)
    Check.objects.filter(answered_by=person).update(answered_by=None)
