"""Keeping the page of one's own organization: asked for, then proved by a code or settled by those around it."""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails, queries
from ..enums import CLAIM_MOVES, ClaimState
from ..models import Organization, PageClaim
from .common import locked
from .people import add_person

CODE_LIFE = timedelta(hours=24)
MOST_TRIES = 5
# Claims by one person in a day: enough for someone who works for several, too few for a robot.
MOST_A_DAY = 10


@transaction.atomic
def claim_page(*, organization: Organization, user: User, role: str, message: str = "") -> PageClaim:
    """Ask to keep the page.

    When nobody keeps it and it shows an address, a code goes to that address: whoever reads it belongs there. Otherwise
    the claim is settled by those who may review the page (the organisers of its club, the operator).
    """
    row = locked(organization)
    if row.representations.filter(user=user).exists():
        raise Refusal(_("Vous tenez déjà cette fiche."), code="already")
    since = timezone.now() - timedelta(days=1)
    if PageClaim.objects.filter(user=user, created_at__gte=since).count() >= MOST_A_DAY:
        raise Refusal(_("Vous avez demandé beaucoup de fiches aujourd'hui. Revenez demain."), code="too_many")
    by_code = queries.claims_by_code(row)
    state = ClaimState.CODE_SENT if by_code else ClaimState.TO_REVIEW
    try:
        with transaction.atomic():
            claim = PageClaim.objects.create(
                organization=row,
                user=user,
                role=" ".join(role.split())[:120],
                message=message.strip()[:400],
                state=state,
            )
    except IntegrityError:
        raise Refusal(_("Votre demande est déjà en cours."), code="already_asked") from None
    if by_code:
        _send_code(claim)
    else:
        mails.claim_to_review(claim)
    _tell(claim, "claim", user)
    return claim


def _send_code(claim: PageClaim) -> None:
    code = f"{secrets.randbelow(10**6):06}"
    claim.code_digest = _digest(claim, code)
    claim.code_sent_at = timezone.now()
    claim.tries = 0
    claim.save()
    mails.claim_code(claim, code)


def _digest(claim: PageClaim, code: str) -> str:
    # The database alone does not give the code back: the key of the installation is in the digest.
    return salted_hmac(f"organizations.claim.{claim.pk}", code, algorithm="sha256").hexdigest()


def prove_claim(*, claim: PageClaim, code: str) -> None:
    """Give the code read at the organization's address. Five tries in a day, then a person decides."""
    # The refusal must not undo the count of tries, hence its transaction of its own.
    refusal = _try_code(claim, "".join(code.split()))
    if refusal is not None:
        raise refusal


@transaction.atomic
def _try_code(claim: PageClaim, code: str) -> Refusal | None:
    row = _locked_claim(claim)
    if row.state != ClaimState.CODE_SENT:
        return Refusal(_("Cette demande n'attend plus de code."), code="settled")
    if row.code_sent_at is None or row.code_sent_at < timezone.now() - CODE_LIFE:
        _move(row, "ask_review", actor=row.user)
        mails.claim_to_review(row)
        return Refusal(
            _("Ce code n'est plus valable. Votre demande est transmise à une personne, qui vous répondra."),
            code="expired",
        )
    if not constant_time_compare(row.code_digest, _digest(row, code)):
        row.tries += 1
        row.save(update_fields=["tries", "updated_at"])
        left = MOST_TRIES - row.tries
        if left > 0:
            return Refusal(
                _("Ce n'est pas le bon code. Essais qui restent : %(left)s.") % {"left": left},
                code="wrong_code",
                field="code",
            )
        _move(row, "ask_review", actor=row.user)
        mails.claim_to_review(row)
        return Refusal(
            _("Ce n'est pas le bon code. Votre demande est transmise à une personne, qui vous répondra."),
            code="no_try_left",
        )
    _move(row, "prove", actor=row.user)
    add_person(organization=row.organization, user=row.user, role=row.role)
    return None


@transaction.atomic
def ask_review(*, claim: PageClaim) -> None:
    """The person cannot read the organization's mail: someone else decides."""
    row = _locked_claim(claim)
    _move(row, "ask_review", actor=row.user)
    mails.claim_to_review(row)


@transaction.atomic
def accept_claim(*, claim: PageClaim, actor, answer: str = "") -> None:
    """Let the person keep the page."""
    row = _locked_claim(claim)
    _move(row, "accept", actor=actor, answer=answer)
    add_person(organization=row.organization, user=row.user, role=row.role, actor=actor)
    mails.claim_settled(row)


@transaction.atomic
def decline_claim(*, claim: PageClaim, actor, answer: str = "") -> None:
    row = _locked_claim(claim)
    _move(row, "decline", actor=actor, answer=answer)
    mails.claim_settled(row)


@transaction.atomic
def withdraw_claim(*, claim: PageClaim) -> None:
    row = _locked_claim(claim)
    _move(row, "withdraw", actor=row.user)


def _locked_claim(claim: PageClaim) -> PageClaim:
    rows = PageClaim.objects.select_for_update(of=("self",)).select_related("organization", "user")
    return rows.get(pk=claim.pk)


def _move(row: PageClaim, verb: str, *, actor, answer: str = "") -> None:
    target = CLAIM_MOVES.get((ClaimState(row.state), verb))
    if target is None:
        raise Refusal(
            _("Cette demande a déjà été traitée : %(state)s.") % {"state": row.get_state_display().lower()},
            code="settled",
        )
    row.state, row.answer = target, answer.strip()[:400]
    if verb != "ask_review":
        row.settled_by, row.settled_at, row.code_digest = actor, timezone.now(), ""
    row.save()
    _tell(row, f"{verb}_claim", actor)


def _tell(claim: PageClaim, verb: str, actor) -> None:
    journaled.tell(
        actor=actor, verb=f"organizations.{verb}", subject=claim.organization, club=None, details={"claim": claim.pk}
    )
