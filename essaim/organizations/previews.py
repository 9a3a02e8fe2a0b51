"""The messages of organizations, on examples."""

from django.utils import timezone

from essaim.accounts.examples import PK, language, person, somebody

from . import mails
from .enums import ClaimState, CorrectionField, CorrectionState
from .examples import organization, representation
from .models import Correction, PageClaim


def _correction(**fields) -> Correction:
    return Correction(
        pk=PK, organization=organization(), field=CorrectionField.PHONE, text="Le 03 21 00 00 12, depuis la rentrée.",
        name=somebody().name, email=somebody().email, language=language(), **fields,
    )  # fmt: skip


def _claim(**fields) -> PageClaim:
    return PageClaim(
        pk=PK, organization=organization(), user=somebody(), role="coordinateur",
        message="J’ai pris la suite d’Odile en septembre.", **fields,
    )  # fmt: skip


def _suggested() -> None:
    mails.to_correct(_correction(), person().email, language())


def _correction_settled() -> None:
    mails.correction_settled(_correction(state=CorrectionState.APPLIED))
    mails.correction_settled(_correction(state=CorrectionState.DECLINED, answer="L’ancien numéro sonne encore."))


def _claim_code() -> None:
    mails.claim_code(_claim(state=ClaimState.CODE_SENT), "418302")


def _to_review() -> None:
    mails.to_review(_claim(state=ClaimState.TO_REVIEW), person().email, language())


def _claim_settled() -> None:
    mails.claim_settled(_claim(state=ClaimState.ACCEPTED))
    mails.claim_settled(_claim(state=ClaimState.DECLINED, answer="Odile tient encore la fiche : écrivez-lui."))


def _please_confirm() -> None:
    mails.please_confirm(organization(), representation(), "exemple", timezone.localdate())


PREVIEWS = {
    "organizations.correction_suggested": _suggested,
    "organizations.correction_settled": _correction_settled,
    "organizations.claim_code": _claim_code,
    "organizations.claim_to_review": _to_review,
    "organizations.claim_settled": _claim_settled,
    "organizations.please_confirm": _please_confirm,
}
