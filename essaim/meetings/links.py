"""Words that open one thing for one person, without an account. They are computed again, not kept.

Each names a row and carries a signature over it and the person's address: it cannot be guessed, bent towards someone
else, or used once the row is gone or the address was corrected. The answer's link stops serving when the meeting ends.
"""

import base64

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from . import queries
from .models import Attendance

_ANSWER, _DOOR, _FEED = "meetings.answer", "meetings.door", "meetings.feed"


def _signature(salt: str, value: str) -> str:
    digest = salted_hmac(salt, value, algorithm="sha256").digest()[:24]
    return base64.urlsafe_b64encode(digest).decode()


def _token(salt: str, attendance: Attendance) -> str:
    signature = _signature(salt, f"{attendance.pk}:{attendance.email.lower()}")
    return f"{int_to_base36(attendance.pk)}.{signature}"


def _read(salt: str, token: str, *, club_id: int | None = None) -> Attendance:
    """The row that the token names. Raises `Refusal` (code `link`) when it is bent, or the row is gone."""
    number, _dot, _rest = token.partition(".")
    try:
        attendance = queries.attendance_by_pk(base36_to_int(number))
    except (ValueError, OverflowError):
        attendance = None
    if (
        attendance is None
        or not constant_time_compare(_token(salt, attendance), token)
        or (club_id is not None and attendance.club_id != club_id)
    ):
        raise Refusal(
            _("Ce lien n'est pas complet, ou il ne sert plus. Reprenez-le dans le dernier message reçu."), code="link"
        )
    return attendance


def answer_token(attendance: Attendance) -> str:
    """For the address by which a person answers."""
    return _token(_ANSWER, attendance)


def read_answer_token(token: str, *, club_id: int | None = None) -> Attendance:
    return _read(_ANSWER, token, club_id=club_id)


def answer_url(attendance: Attendance) -> str:
    """The full address, in the language under way."""
    return settings.ESSAIM_URL + reverse(
        "meetings:answer_link", args=[attendance.meeting.club.slug, answer_token(attendance)]
    )


def door_token(attendance: Attendance) -> str:
    """For what is scanned at the door; it answers nothing."""
    return _token(_DOOR, attendance)


def read_door_token(token: str, *, club_id: int | None = None) -> Attendance:
    return _read(_DOOR, token, club_id=club_id)


def feed_secret(user: User, version: int) -> str:
    """The secret of a person's calendar addresses; another one after each change of `version`."""
    name = f"{int_to_base36(user.pk)}-{int_to_base36(version)}"
    return f"{name}-{_signature(_FEED, name)}"


def read_feed_secret(secret: str) -> tuple[int, int] | None:
    """(person's key, version), or None when the secret is not ours."""
    parts = secret.split("-", 2)
    if len(parts) != 3 or not constant_time_compare(_signature(_FEED, f"{parts[0]}-{parts[1]}"), parts[2]):
        return None
    return base36_to_int(parts[0]), base36_to_int(parts[1])
