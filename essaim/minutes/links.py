"""Words that open one thing without an account. They are computed again, not kept.

A review's word names the person in the register of who was asked, and nothing of what they answer. A certificate's code
is short, since it is copied from paper: 60 bits of signature after the number of the row.
"""

import base64

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from essaim.meetings.models import Attendance

from .models import Review

_REVIEW, _CERTIFICATE = "minutes.review", "minutes.certificate"


def _signature(salt: str, value: str, length: int) -> str:
    digest = salted_hmac(salt, value, algorithm="sha256").digest()
    return base64.b32encode(digest).decode()[:length].lower()


def review_token(review: Review, attendance: Attendance) -> str:
    name = f"{int_to_base36(review.pk)}-{int_to_base36(attendance.pk)}"
    return f"{name}-{_signature(_REVIEW, f'{name}:{attendance.email.lower()}', 24)}"


def read_review_token(token: str) -> tuple[int, int] | None:
    """(review, attendance) that the token names; whoever uses them checks it with `review_token`."""
    parts = token.split("-")
    try:
        return (base36_to_int(parts[0]), base36_to_int(parts[1])) if len(parts) == 3 else None
    except (ValueError, OverflowError):
        return None


def certificate_code(attendance: Attendance) -> str:
    """`k3-ab2cd-3efgh-…`: the row's number, then its signature."""
    number = int_to_base36(attendance.pk)
    signature = _signature(_CERTIFICATE, f"{number}:{attendance.club_id}", 12)
    return f"{number}-{signature[:4]}-{signature[4:8]}-{signature[8:]}"


def read_certificate_code(code: str) -> int | None:
    """The attendance that the code names; whoever uses it checks the code with `same`."""
    number = code.strip().lower().partition("-")[0]
    try:
        return base36_to_int(number)
    except (ValueError, OverflowError):
        return None


def same(one: str, other: str) -> bool:
    return constant_time_compare(one.strip().lower().encode(), other.encode())
