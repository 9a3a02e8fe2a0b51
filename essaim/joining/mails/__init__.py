"""The messages of this app: those of campaigns, those of applications."""

from .applications import (
    ADMISSIONS,
    SPONSORING,
    forgotten,
    please_follow,
    presented,
    proposed,
    refused,
    sponsor_asked,
    sponsor_declined,
    sponsor_reminded,
    to_organisers,
    vote_asked,
    vouched,
    welcome,
)
from .campaigns import STREAM, invitations, letter, text_of, trial

__all__ = [
    "ADMISSIONS", "SPONSORING", "STREAM", "forgotten", "invitations", "letter", "please_follow", "presented",
    "proposed", "refused", "sponsor_asked", "sponsor_declined", "sponsor_reminded", "text_of", "to_organisers",
    "trial", "vote_asked", "vouched", "welcome",
]  # fmt: skip
