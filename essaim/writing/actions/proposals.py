"""Changes proposed by whoever does not write the text."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails
from ..enums import PROPOSAL_VERBS, ProposalState
from ..merging import clean
from ..models import Proposal, Revision, Text
from . import texts


@transaction.atomic
def propose(
    *, text: Text, base: int, content: str, actor: User | None, why: str = "", by: str = ""
) -> Proposal:  # fmt: skip
    """Propose the whole text as one would have it, made from revision `base`. Refuses (field `content`) what changes
    nothing."""
    text = Text.objects.select_for_update().get(pk=text.pk)
    content = texts.checked(content)
    origin = Revision.objects.filter(text=text, number=base).first()
    if origin is None:
        raise Refusal(_("Cette version n'est plus gardée. Repartez du texte de maintenant."), code="no_version")
    if content.strip() == origin.content.strip():
        raise Refusal(
            _("Vous n'avez rien changé au texte. Modifiez-le ici comme vous le voudriez."),
            code="same",
            field="content",
        )
    proposal = Proposal.objects.create(
        club_id=text.club_id, text=text, author=actor, by=by, base=base, content=content,
        why=clean(why).strip()[:1000],
    )  # fmt: skip
    journaled.tell(actor=actor, verb="writing.propose", subject=text, club=text.club, details={"pk": proposal.pk})
    return proposal


@transaction.atomic
def accept(*, proposal: Proposal, actor: User | None, answer: str = "", by: str = "") -> Revision:
    """Merge the change into the text of now, in the name of who proposed it; they are told by e-mail."""
    text = Text.objects.select_for_update().get(pk=proposal.text_id)
    proposal = _turn(proposal, "accept", actor, answer)
    note = _("Proposition de %(who)s, reprise par %(actor)s") % {
        "who": proposal.signed or _("quelqu'un qui a fermé son compte"), "actor": actor or by
    }  # fmt: skip
    revision = texts.write(
        text=text, base=proposal.base, content=proposal.content, actor=proposal.author, note=note, by=proposal.by
    )
    mails.proposal_settled(proposal)
    return revision


@transaction.atomic
def decline(*, proposal: Proposal, actor: User | None, answer: str = "", by: str = "") -> Proposal:
    """Set the change aside, with a word for who proposed it, told by e-mail."""
    Text.objects.select_for_update().get(pk=proposal.text_id)
    proposal = _turn(proposal, "decline", actor, answer)
    mails.proposal_settled(proposal)
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, actor: User | None, by: str = "") -> Proposal:
    """Take one's own proposal back."""
    Text.objects.select_for_update().get(pk=proposal.text_id)
    return _turn(proposal, "withdraw", actor, "")


def _turn(proposal: Proposal, verb: str, actor: User | None, answer: str) -> Proposal:
    """Carry a verb of PROPOSAL_VERBS out on a proposal whose text is locked."""
    proposal = Proposal.objects.select_related("text", "club", "author").get(pk=proposal.pk)
    starts, state = PROPOSAL_VERBS[verb]
    if proposal.state not in starts:
        raise Refusal(
            _("Cette proposition a déjà sa réponse : %(state)s.")
            % {"state": ProposalState(proposal.state).label.lower()},
            code="settled",
        )
    proposal.state, proposal.answer = state, clean(answer).strip()[:500]
    proposal.settled_at = timezone.now()
    proposal.settled_by = actor  # type: ignore[assignment]  # it may be nobody's: `_person`
    proposal.save(update_fields=["state", "answer", "settled_at", "settled_by", "updated_at"])
    journaled.tell(
        actor=actor, verb=f"writing.{verb}", subject=proposal.text, club=proposal.club, details={"pk": proposal.pk}
    )
    return proposal
