"""The messages about texts, on examples."""

from essaim.accounts.examples import PK, person, somebody
from essaim.clubs.examples import club
from essaim.clubs.models import Club

from . import mails
from .enums import ProposalState
from .models import Proposal, Text


def _proposal(club: Club, **fields) -> Proposal:
    text = Text(pk=PK, club=club, kind="example", title="Se répondre")
    return Proposal(pk=PK, club=club, text=text, author=person(), settled_by=somebody(), **fields)


def _settled() -> None:
    at = "https://essaim.example.org/ess-du-canal/textes/1/"
    mails.tell_settled(_proposal(club(), state=ProposalState.ACCEPTED), person(), url=at)
    answer = "Dix jours en août, c’est court : gardons « dans le mois »."
    mails.tell_settled(_proposal(club(), state=ProposalState.DECLINED, answer=answer), person(), url=at)


PREVIEWS = {"writing.proposal_settled": _settled}
