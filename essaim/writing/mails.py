"""The messages about texts."""

from django.conf import settings
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User

from .enums import ProposalState
from .kinds import text_kinds
from .models import Proposal


def proposal_settled(proposal: Proposal) -> None:
    """Tell who proposed a change what became of it. Nobody is told of their own answer."""
    author = proposal.author
    if author is None or author == proposal.settled_by:
        return
    with translation.override(author.language):
        url = settings.ESSAIM_URL + text_kinds[proposal.text.kind].url(proposal.text)
    tell_settled(proposal, author, url=url)


def tell_settled(proposal: Proposal, author: User, *, url: str) -> None:
    """The same, once the address of the text is known."""
    mails.send(
        template_prefix="writing/email/proposal_settled",
        address=author.email,
        context={
            "user": author, "proposal": proposal, "text": proposal.text, "club": proposal.club, "text_url": url,
            "accepted": proposal.state == ProposalState.ACCEPTED,
        },
        key=f"writing.proposal_settled:{proposal.pk}",
        club=proposal.club,
    )  # fmt: skip
