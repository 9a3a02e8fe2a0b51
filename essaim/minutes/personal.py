"""What minutes hold about a person: what they promised. What they thought of a meeting is held of nobody."""

from essaim.accounts.models import User

from .models import ActionItem, Minutes, ReviewInvitation

MOST = 5000


def data_of(person: User) -> dict:
    actions = ActionItem.objects.filter(owner=person).order_by("-pk")[:MOST]
    asked = ReviewInvitation.objects.filter(attendance__user=person).select_related("review__meeting").order_by("-pk")
    return {
        "actions": [
            {
                "what": row.what, "state": row.state, "outcome": row.outcome,
                "due_on": row.due_on.isoformat() if row.due_on else None,
            }
            for row in actions
        ],
        "reviews_asked": [{"meeting": str(row.review), "answered": row.answered} for row in asked[:MOST]],
    }  # fmt: skip


def forget(person: User) -> None:
    """Actions stay the club's, without the name; who was asked what they thought is erased, answers being nobody's."""
    ActionItem.objects.filter(owner=person).update(owner=None, owner_name="–")
    ActionItem.objects.filter(settled_by=person).update(settled_by=None)
    Minutes.objects.filter(published_by=person).update(published_by=None)
    ReviewInvitation.objects.filter(attendance__user=person).delete()
