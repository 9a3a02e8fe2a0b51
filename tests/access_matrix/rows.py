"""A row of the table, what the roles get, what addresses are made of."""

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
NOBODY = (404,) * 6
# Visitors are asked to sign in; who is not an organiser of this club finds nothing.
ORGANISERS = (302, 404, 404, 200, 404, 200)
ORGANISERS_ACT = (302, 404, 404, 302, 404, 302)
OVERSEERS = (302, 404, 404, 200, 200, 200)  # organisers and officers
CLUB = {"club_slug": "club_slug"}
# Of the organization's page: its own people, the organisers of its club, the operator.
KEEPERS = (302, 404, 200, 200, 404, 200)
KEEPERS_POST = (302, 404, 302, 302, 404, 302)
REVIEWERS = (302, 404, 404, 200, 404, 200)
REVIEWERS_POST = (302, 404, 404, 302, 404, 302)
NOBODY_POST = (302, 404, 404, 404, 404, 404)  # nobody of the cast has asked to keep the page
PAGE = {"pk": "organization_pk"}
PAIR = {"pair_pk": "pair_pk"}
PICTURE = PAGE | {"picture_pk": "picture_pk"}
SEATED = {"club_slug": "club_slug", "pk": "seated_pk"}
MEMBER = {"club_slug": "club_slug", "pk": "organization_pk"}
ORGANIZATION = {"pk": "organization_pk", "slug": "organization_slug"}
BATCH = {"pk": "batch_pk"}
CLUB_BATCH = {**CLUB, "pk": "club_batch_pk"}
REPORT = {"form": "report_form"}
THEME = {**CLUB, "pk": "theme_pk"}
POLLED = {**CLUB, "pk": "polled_meeting_pk"}
MEETING = {**CLUB, "pk": "meeting_pk"}
TALK = {**MEETING, "talk_pk": "talk_pk"}
DOCUMENT = {**MEETING, "document_pk": "document_pk"}
SPEAKER = {**CLUB, "pk": "speaker_pk"}
MOMENT = {**MEETING, "item_pk": "moment_pk"}
ATTENDANCE = {**MEETING, "attendance_pk": "attendance_pk"}
# Whoever is of the club: its members, organisers, officers; the operator.
MEMBERS = (302, 404, 200, 200, 200, 200)
MEMBERS_ACT = (302, 404, 302, 302, 302, 302)
CAMPAIGN = {**CLUB, "pk": "campaign_pk"}
RUNNING = {**CLUB, "pk": "running_campaign_pk"}
RECIPIENT = CAMPAIGN | {"recipient_pk": "recipient_pk"}
INVITATION = {**CLUB, "token": "invitation_token"}
MINUTES = {**CLUB, "pk": "minutes_pk"}  # being written: of the club, whoever writes
CERTIFICATE = {**CLUB, "code": "certificate_code"}
TEXT = {**CLUB, "pk": "text_pk"}  # members discuss it, organisers write it
INTRODUCTION = {**CLUB, "pk": "introduction_pk"}  # asked of the member
ARTICLE = {**CLUB, "pk": "article_pk"}
LETTER = {"app": "letter_app", "kind": "letter_kind"}


def operator(status: int) -> tuple[int, int, int, int, int, int]:
    """What is the operator's alone."""
    return (302, 404, 404, 404, 404, status)


def organiser(status: int) -> tuple[int, int, int, int, int, int]:
    """What the organisers of the club do, and the operator."""
    return (302, 404, 404, status, 404, status)
