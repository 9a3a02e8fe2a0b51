"""What texts hold about a person: what they wrote, said and proposed."""

from essaim.accounts.models import User

from .models import Comment, Presence, Proposal, Revision

MOST = 5000


def data_of(person: User) -> dict:
    versions = Revision.objects.filter(author=person).select_related("text").defer("typed").order_by("-pk")[:MOST]
    remarks = Comment.objects.filter(author=person).select_related("text").order_by("-pk")[:MOST]
    proposals = Proposal.objects.filter(author=person).select_related("text").order_by("-pk")[:MOST]
    return {
        "versions": [
            {"at": row.created_at.isoformat(), "text": str(row.text), "number": row.number} for row in versions
        ],
        "remarks": [{"at": row.created_at.isoformat(), "text": str(row.text), "words": row.words} for row in remarks],
        "proposals": [
            {"at": row.created_at.isoformat(), "text": str(row.text), "content": row.content, "why": row.why}
            for row in proposals
        ],
    }


def forget(person: User) -> None:
    """The texts are the club's: they stay, without the name."""
    Presence.objects.filter(user=person).delete()
    for model in (Revision, Comment, Proposal):
        model.objects.filter(author=person).update(author=None)
    Comment.objects.filter(resolved_by=person).update(resolved_by=None)
    Proposal.objects.filter(settled_by=person).update(settled_by=None)
