"""The table: for each URL, how it is called and what each role gets.

Roles, in order: visitor, outsider (signed in, of another club), member, organiser, officer, operator.
"""

from dataclasses import dataclass, field

ROLES = ("visitor", "outsider", "member", "organiser", "officer", "operator")
# Addresses of libraries, which test their own.
IGNORED_NAMESPACES = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_")


@dataclass(frozen=True)
class Row:
    """`arguments` name attributes of the cast: see cast.Cast.url."""

    statuses: tuple[int, int, int, int, int, int]
    arguments: dict[str, str] = field(default_factory=dict)
    method: str = "get"
    data: dict | None = None


PUBLIC = (200,) * 6
SIGNED_IN = (302, 200, 200, 200, 200, 200)
CLUB = {"club_slug": "club_slug"}
ORGANIZATION = {"pk": "organization_pk", "slug": "organization_slug"}

TABLE: dict[str, Row] = {
    "health": Row(PUBLIC),
    "home:index": Row(PUBLIC),
    "home:accessibility": Row(PUBLIC),
    "home:privacy": Row(PUBLIC),
    "home:legal": Row(PUBLIC),
    "ui:gallery": Row(PUBLIC),
    "accounts:detail": Row(SIGNED_IN),
    "accounts:edit": Row(SIGNED_IN),
    "directory:index": Row(PUBLIC),
    "directory:suggestions": Row(PUBLIC, data={"q": "la"}),
    "directory:points": Row(PUBLIC),
    "directory:export": Row(PUBLIC, data={"format": "csv"}),
    "club_directory:index": Row(PUBLIC, CLUB),
    "club_directory:suggestions": Row(PUBLIC, CLUB, data={"q": "la"}),
    "club_directory:points": Row(PUBLIC, CLUB),
    "club_directory:export": Row(PUBLIC, CLUB, data={"format": "csv"}),
    "organizations:detail": Row(PUBLIC, ORGANIZATION),
    "clubs:detail": Row(PUBLIC, CLUB),
}
