"""The messages of vaults, on examples."""

from datetime import timedelta

from django.utils.timezone import localdate

from essaim.accounts.examples import PK, person
from essaim.organizations.examples import organization

from . import mails
from .models import Paper


def _paper(kind: str, days: int, **fields) -> Paper:
    return Paper(
        pk=PK, organization=organization(), kind=kind, file_name="piece.pdf",
        valid_until=localdate() + timedelta(days=days), **fields,
    )  # fmt: skip


def _ending() -> None:
    for papers in (
        [_paper("assurance", 30)],
        [_paper("comptes", -1, exercise=2024), _paper("vigilance", 7), _paper("certificat", 60, title="Qualiopi")],
    ):
        mails.tell_ending(organization(), papers, person(), localdate())


PREVIEWS = {"vault.ending": _ending}
