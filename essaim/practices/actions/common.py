"""What every writer of practices does: lock, turn to another state, follow in the search."""

from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.search.actions import reindex

from ..enums import PRACTICE_VERBS, PracticeState
from ..models import Practice
from ..searching import NAME

KIND = "practices.part"  # of the texts


def one_line(text: str) -> str:
    return " ".join(text.split())


def paragraphs(text: str, most: int) -> str:
    return "\n".join(text.strip().splitlines())[:most]


def lock(practice: Practice) -> Practice:
    """The practice as it is now, held until the end of the transaction."""
    rows = Practice.objects.select_for_update(of=("self",)).select_related("club", "organization", "contact", "author")
    return rows.get(pk=practice.pk)


def turn(practice: Practice, verb: str, actor: User | None, **values: object) -> Practice:
    """Carry a verb of PRACTICE_VERBS out on a locked practice. Refuses (code `state`) from another state."""
    starts, state = PRACTICE_VERBS[verb]
    if practice.state not in starts:
        raise Refusal(
            _("Cette pratique n'en est plus là : elle est « %(state)s ».")
            % {"state": PracticeState(practice.state).label.lower()},
            code="state",
        )
    before, practice.state = practice.state, state
    for name, value in values.items():
        setattr(practice, name, value)
    practice.save(update_fields=["state", *values, "updated_at"])
    told(practice, verb, actor, before=before)
    return practice


def told(practice: Practice, verb: str, actor: User | None, **details: object) -> None:
    """Journal what was done to a practice, and bring what is found of it up to date."""
    journaled.tell(
        actor=actor, verb=f"practices.{verb}", subject=practice, club=practice.club,
        details={"organization": practice.organization_id, **details},
    )  # fmt: skip
    reindex(source=NAME, ids=[practice.pk])
