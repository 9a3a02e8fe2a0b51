"""Words that open one row for one person, without an account; computed again, never kept.

Each names a row and carries a signature over it and the person's address: it cannot be guessed, bent towards someone
else, or used once the row is gone or the address was corrected.
"""

import base64
from collections.abc import Callable
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36


def make_token(salt: str, pk: int, email: str) -> str:
    digest = salted_hmac(salt, f"{pk}:{email.lower()}", algorithm="sha256").digest()[:24]
    return f"{int_to_base36(pk)}.{base64.urlsafe_b64encode(digest).decode()}"


def read_token(
    salt: str, token: str, *, find: Callable[[int], Any], email_of: Callable[[Any], str], club_id: int
) -> Any | None:
    """The row that `find` gives for the key; None when the word is bent, of another club, or when the row is gone."""
    try:
        row = find(base36_to_int(token.partition(".")[0]))
    except (ValueError, OverflowError):
        return None
    if row is None or row.club_id != club_id:
        return None
    return row if constant_time_compare(make_token(salt, row.pk, email_of(row)), token) else None
