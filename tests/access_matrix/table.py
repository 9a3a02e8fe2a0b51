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


def operator(status: int) -> tuple[int, int, int, int, int, int]:
    """What is the operator's alone."""
    return (302, 404, 404, 404, 404, status)


def organiser(status: int) -> tuple[int, int, int, int, int, int]:
    """What the organisers of the club do, and the operator."""
    return (302, 404, 404, status, 404, status)


TABLE: dict[str, Row] = {
    "health": Row(PUBLIC),
    "robots": Row(PUBLIC),
    "home:index": Row(PUBLIC),
    "home:accessibility": Row(PUBLIC),
    "home:privacy": Row(PUBLIC),
    "home:legal": Row(PUBLIC),
    "ui:gallery": Row(PUBLIC),
    "seating:plan": Row(ORGANISERS, SEATED),
    "seating:settings": Row(ORGANISERS, SEATED),
    "seating:add_wish": Row(organiser(422), SEATED, "post"),  # nothing is asked
    "seating:remove_wish": Row(ORGANISERS_ACT, {**SEATED, "wish_pk": "seating_wish_pk"}, "post"),
    "seating:compose": Row(ORGANISERS_ACT, SEATED, "post", {"adapter": ""}),
    "seating:publish": Row(ORGANISERS_ACT, SEATED, "post"),
    "seating:move": Row(ORGANISERS, {**SEATED, "attendance_pk": "seated_attendance_pk"}),
    "seating:posters": Row(ORGANISERS, SEATED),
    "seating:badges": Row(ORGANISERS, SEATED),
    "seating:door": Row(ORGANISERS, SEATED),
    "seating:count": Row(ORGANISERS, SEATED),
    "seating:press": Row(ORGANISERS_ACT, {**SEATED, "attendance_pk": "seated_attendance_pk"}, "post"),
    "seating:sheet": Row(ORGANISERS, SEATED),
    "seating:poster": Row(ORGANISERS, SEATED),
    "seating:badge": Row(PUBLIC, {**SEATED, "token": "badge_token"}),
    "seating:arrive": Row(PUBLIC, {**SEATED, "secret": "door_secret"}),
    "seating:screen": Row(ORGANISERS, SEATED),
    "seating:advance": Row(ORGANISERS_ACT, SEATED, "post"),
    "seating:begin_round": Row(ORGANISERS_ACT, SEATED, "post", {"tour": "1"}),
    "seating:mine": Row((302, 404, 200, 200, 200, 200), SEATED),
    "accounts:detail": Row(SIGNED_IN),
    "accounts:data": Row(SIGNED_IN),
    "accounts:close": Row(SIGNED_IN),
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
    "organizations:duplicates": Row(REVIEWERS),
    "organizations:merges": Row(REVIEWERS),
    "organizations:duplicate": Row(REVIEWERS, PAIR),
    "organizations:merge": Row(REVIEWERS, PAIR),
    "organizations:keep_apart": Row(REVIEWERS_POST, PAIR, "post"),
    "organizations:reconsider": Row(REVIEWERS_POST, PAIR, "post"),
    "organizations:undo_merge": Row(REVIEWERS_POST, {"merge_pk": "merge_pk"}, "post"),
    "organizations:vcard": Row(PUBLIC, PAGE),
    "organizations:picture": Row(PUBLIC, PICTURE),
    "organizations:create": Row(SIGNED_IN),
    "organizations:edit": Row(KEEPERS, PAGE),
    "organizations:edit_card": Row(KEEPERS, PAGE | {"card": "card_slug"}),
    "organizations:pictures": Row(KEEPERS, PAGE),
    "organizations:describe_picture": Row(KEEPERS_POST, PICTURE, "post", {"description": "Un champ"}),
    "organizations:remove_picture": Row(KEEPERS_POST, PICTURE, "post"),
    "organizations:confirm": Row(KEEPERS_POST, PAGE, "post"),
    "organizations:list": Row(REVIEWERS_POST, PAGE, "post", {"listed": "1"}),
    "organizations:correct": Row(PUBLIC, PAGE),
    "organizations:claim": Row(SIGNED_IN, PAGE),
    "organizations:prove_claim": Row(NOBODY_POST, PAGE, "post", {"code": "123456"}),
    "organizations:ask_review": Row(NOBODY_POST, PAGE, "post"),
    "organizations:withdraw_claim": Row(NOBODY_POST, PAGE, "post"),
    "organizations:asked": Row(KEEPERS, PAGE),
    "organizations:settle_correction": Row(
        KEEPERS_POST, PAGE | {"correction_pk": "correction_pk"}, "post", {"verb": "decline"}
    ),
    "organizations:settle_claim": Row(KEEPERS_POST, PAGE | {"claim_pk": "claim_pk"}, "post", {"verb": "decline"}),
    "organizations:confirm_link": Row(PUBLIC, {"token": "confirmation_token"}),
    "mail:stop": Row(PUBLIC, {"token": "mail_token"}),
    "mail:index": Row(operator(200)),
    "mail:incoming": Row(operator(200)),
    "mail:addresses": Row(operator(200)),
    "mail:retry": Row(operator(302), {"pk": "message_pk"}, "post"),
    "mail:read": Row(operator(302), {"pk": "incoming_pk"}, "post"),
    "mail:lift": Row(operator(302), {"pk": "suppression_pk"}, "post"),
    "club_mail:index": Row(organiser(200), CLUB),
    "club_mail:incoming": Row(organiser(200), CLUB),
    "club_mail:addresses": Row(organiser(200), CLUB),
    "club_mail:retry": Row(organiser(302), {**CLUB, "pk": "message_pk"}, "post"),
    "club_mail:read": Row(organiser(302), {**CLUB, "pk": "incoming_pk"}, "post"),
    "club_mail:lift": Row(organiser(302), {**CLUB, "pk": "suppression_pk"}, "post"),
    "mail_choices:mine": Row(SIGNED_IN),
    "clubs:detail": Row(PUBLIC, CLUB),
    "clubs:logo": Row(NOBODY, CLUB),  # this club has none
    "club_members:index": Row(PUBLIC, CLUB),
    "club_members:register": Row(OVERSEERS, CLUB),
    "club_members:register_file": Row(OVERSEERS, CLUB | {"form": "sheet_form"}),
    "club_members:growth": Row(OVERSEERS, CLUB),
    "club_members:involvement": Row(ORGANISERS, CLUB),
    "club_members:place": Row(ORGANISERS, MEMBER),
    "club_members:admit": Row(ORGANISERS_ACT, MEMBER, "post"),
    "club_members:invite": Row(ORGANISERS_ACT, MEMBER, "post"),
    "club_members:leave": Row(ORGANISERS_ACT, MEMBER, "post"),
    "campaigns:index": Row(ORGANISERS, CLUB),
    "campaigns:detail": Row(ORGANISERS, RUNNING),
    "campaigns:pick": Row(ORGANISERS, CAMPAIGN),
    "campaigns:pick_all": Row(ORGANISERS_ACT, CAMPAIGN, "post"),
    "campaigns:addresses": Row(ORGANISERS, CAMPAIGN),
    "campaigns:give_address": Row(ORGANISERS_ACT, RECIPIENT, "post", {"email": "contact@example.org"}),
    "campaigns:drop": Row(ORGANISERS_ACT, RECIPIENT, "post"),
    "campaigns:write": Row(ORGANISERS, CAMPAIGN),
    "campaigns:review": Row(ORGANISERS, CAMPAIGN),
    "campaigns:look": Row(ORGANISERS, CAMPAIGN),
    "campaigns:send_test": Row(ORGANISERS_ACT, CAMPAIGN, "post"),
    "campaigns:delete": Row(ORGANISERS_ACT, CAMPAIGN, "post"),
    "campaigns:send": Row(ORGANISERS_ACT, CAMPAIGN, "post"),
    "campaigns:remind": Row(ORGANISERS_ACT, CAMPAIGN, "post"),
    "campaigns:stop": Row(ORGANISERS_ACT, CAMPAIGN, "post"),
    "campaigns:resume": Row(ORGANISERS_ACT, CAMPAIGN, "post"),
    "joining:apply": Row(PUBLIC, CLUB),
    "joining:index": Row(MEMBERS, CLUB),
    # Whoever represents a member; organisers and officers of the cast represent none.
    "joining:propose": Row((302, 404, 200, 404, 404, 404), CLUB | {"pk": "outside_pk"}),
    "joining:follow": Row(PUBLIC, CLUB | {"token": "trail_token"}),
    "joining:act_by_link": Row((302,) * 6, CLUB | {"token": "trail_token", "word": "withdraw_word"}, "post"),
    "joining:trail": Row(MEMBERS, CLUB | {"pk": "application_pk"}),
    "joining:act": Row(ORGANISERS_ACT, CLUB | {"pk": "application_pk", "word": "refuse_word"}, "post"),
    "invitation:open": Row(PUBLIC, INVITATION),
    "invitation:see": Row((204,) * 6, INVITATION, "post"),
    "invitation:answer": Row((302,) * 6, INVITATION, "post", {"reponse": "oui"}),
    "invitation:never_again": Row((302,) * 6, INVITATION, "post"),
    "minutes:index": Row(MEMBERS, CLUB),
    "minutes:decisions": Row(MEMBERS, CLUB),
    "minutes:actions": Row(MEMBERS, CLUB),
    "minutes:settle": Row(MEMBERS_ACT, {**CLUB, "pk": "action_pk"}, "post", {"verb": "finish"}),
    "minutes:edit_action": Row(MEMBERS, {**CLUB, "pk": "action_pk"}),
    "minutes:answer_review": Row(PUBLIC, {**CLUB, "token": "review_token"}),
    "minutes:certificate": Row(PUBLIC, CERTIFICATE),
    "minutes:certificate_pdf": Row(PUBLIC, CERTIFICATE),
    "minutes:detail": Row(MEMBERS, MINUTES),
    "minutes:start": Row(ORGANISERS_ACT, {**CLUB, "pk": "meeting_pk"}, "post"),
    "minutes:publish": Row(ORGANISERS_ACT, MINUTES, "post"),
    "minutes:pdf": Row(MEMBERS, MINUTES),
    "minutes:add_section": Row(MEMBERS_ACT, MINUTES, "post", {"title": "Divers"}),
    "minutes:remove_section": Row(MEMBERS_ACT, MINUTES | {"section_pk": "section_pk"}, "post"),
    "minutes:decide": Row(MEMBERS_ACT, MINUTES, "post", {"sentence": "On achète.", "method": "vote"}),
    "minutes:edit_decision": Row(MEMBERS, MINUTES | {"decision_pk": "decision_pk"}),
    "minutes:remove_decision": Row(MEMBERS_ACT, MINUTES | {"decision_pk": "decision_pk"}, "post"),
    "minutes:add_action": Row(MEMBERS_ACT, MINUTES, "post", {"what": "Écrire", "who": "Nadia"}),
    "minutes:after": Row(ORGANISERS, MINUTES),
    "minutes:open_review": Row(ORGANISERS_ACT, MINUTES, "post"),
    "minutes:thank": Row(ORGANISERS, MINUTES | {"talk_pk": "thanked_talk_pk"}),
    "writing:detail": Row(MEMBERS, TEXT),
    "writing:edit": Row(ORGANISERS, TEXT),
    "writing:save": Row(ORGANISERS_ACT, TEXT, "post", {"base": "1", "content": "Le club agit."}),
    "writing:history": Row(MEMBERS, TEXT),
    "writing:restore": Row(ORGANISERS_ACT, TEXT | {"number": "revision_number"}, "post"),
    "writing:comment": Row(MEMBERS_ACT, TEXT, "post", {"words": "Avec qui ?"}),
    "writing:resolve": Row(ORGANISERS_ACT, TEXT | {"comment_pk": "comment_pk"}, "post"),
    "writing:propose": Row(MEMBERS, TEXT),
    "writing:settle": Row(ORGANISERS_ACT, TEXT | {"proposal_pk": "proposal_pk"}, "post", {"verb": "accept"}),
    "charter:index": Row(PUBLIC, CLUB),
    "charter:versions": Row(PUBLIC, CLUB),
    "charter:version": Row(PUBLIC, CLUB | {"number": "charter_number"}),
    "charter:draft": Row(MEMBERS, CLUB),
    "charter:begin": Row(ORGANISERS_ACT, CLUB, "post"),
    "charter:add_article": Row(ORGANISERS_ACT, CLUB, "post", {"title": "Se parler"}),
    "charter:publish": Row(ORGANISERS, CLUB),
    "charter:article": Row(ORGANISERS, ARTICLE),
    "charter:move_article": Row(ORGANISERS_ACT, ARTICLE, "post", {"sens": "haut"}),
    "charter:remove_article": Row(ORGANISERS_ACT, ARTICLE, "post"),
    # Of the cast, only the member represents an organization of this club.
    "charter:sign": Row((302, 404, 302, 404, 404, 404), CLUB),
    "charter:sign_for": Row((302, 404, 200, 404, 404, 404), CLUB | {"organization_pk": "signing_organization_pk"}),
    "charter:signatures": Row(OVERSEERS, CLUB),
    "charter:signatures_file": Row(OVERSEERS, CLUB | {"form": "sheet_form"}),
    "charter:remind": Row(ORGANISERS_ACT, CLUB, "post"),
    "introductions:index": Row(MEMBERS, CLUB),
    # Of the cast, only the member represents an organization of this club; the others are told so.
    "introductions:ask": Row((302, 404, 200, 302, 302, 302), CLUB | {"organization_pk": "met_organization_pk"}),
    "introductions:set_aside": Row(MEMBERS_ACT, CLUB | {"organization_pk": "met_organization_pk"}, "post"),
    "introductions:discretion": Row(MEMBERS_ACT, CLUB, "post", {"discret": "1"}),
    "introductions:detail": Row((302, 404, 200, 404, 404, 404), INTRODUCTION),
    "introductions:answer": Row((302, 404, 302, 404, 404, 404), INTRODUCTION, "post", {"verb": "accept"}),
    "introductions:withdraw": Row((302, 404, 302, 404, 404, 404), INTRODUCTION, "post"),
    "introductions:met": Row((302, 404, 200, 404, 404, 404), INTRODUCTION, "post"),
    "club_settings:index": Row(ORGANISERS, CLUB),
    "club_settings:territory": Row(ORGANISERS, CLUB),
    "club_settings:change_territory": Row(ORGANISERS_ACT, CLUB, "post"),
    "club_settings:admission": Row(ORGANISERS, CLUB),
    "club_settings:people": Row(ORGANISERS, CLUB),
    "club_settings:take_charge_back": Row(ORGANISERS_ACT, CLUB | {"pk": "charge_pk"}, "post"),
    "all_clubs:index": Row(PUBLIC),
    "all_clubs:come_in": Row((302,) * 6),
    "day:index": Row((302, 404, 200, 200, 200, 200), CLUB),
    "organising:index": Row(ORGANISERS, CLUB),
    "meetings:index": Row(PUBLIC, CLUB),
    "meetings:new": Row(ORGANISERS, CLUB),
    "meetings:subscribe": Row(MEMBERS, CLUB),
    "meetings:change_secret": Row(MEMBERS_ACT, CLUB, "post"),
    "meetings:public_feed": Row(PUBLIC, CLUB),
    "meetings:member_feed": Row(PUBLIC, CLUB | {"secret": "feed_secret"}),  # the address is the secret
    "meeting_calendars:personal": Row(PUBLIC, {"secret": "feed_secret"}),
    # The link of somebody without account: who is signed in is told that it is not theirs.
    "meetings:answer_link": Row((200, 409, 409, 409, 409, 409), CLUB | {"token": "answer_token"}),
    "meetings:answer_link_calendar": Row(PUBLIC, CLUB | {"token": "answer_token"}),
    "meetings:detail": Row(MEMBERS, MEETING),
    "meetings:meeting_file": Row((404, 404, 200, 200, 200, 200), MEETING),
    "meetings:answer": Row(MEMBERS_ACT, MEETING, "post", {"answer": "yes"}),
    "meetings:edit": Row(ORGANISERS, MEETING),
    "meetings:announce": Row(ORGANISERS, MEETING),
    "meetings:cancel": Row(ORGANISERS, MEETING),
    "meetings:close": Row(ORGANISERS_ACT, MEETING, "post"),
    "meetings:duplicate": Row(ORGANISERS_ACT, MEETING, "post"),
    "meetings:agenda": Row(ORGANISERS, MEETING),
    "meetings:change_moment": Row(organiser(422), MOMENT, "post"),  # nothing is typed
    "meetings:move_moment": Row(ORGANISERS_ACT, MOMENT, "post", {"sens": "haut"}),
    "meetings:remove_moment": Row(ORGANISERS_ACT, MOMENT, "post"),
    "meetings:attendances": Row(ORGANISERS, MEETING),
    "meetings:invite_members": Row(ORGANISERS_ACT, MEETING, "post"),
    "meetings:export": Row(ORGANISERS, MEETING),
    "meetings:answer_for": Row(ORGANISERS_ACT, ATTENDANCE, "post", {"answer": "yes"}),
    "meetings:uninvite": Row(ORGANISERS_ACT, ATTENDANCE, "post"),
    "all_clubs:new": Row((302, 404, 404, 404, 404, 200)),
    "imports:index": Row(operator(200)),
    "imports:detail": Row(operator(200), BATCH),
    "imports:columns": Row(operator(200), BATCH),
    "imports:report": Row(operator(200), {**BATCH, **REPORT}),
    "imports:preview": Row(operator(409), BATCH, "post"),  # its file is not there
    "imports:decide": Row(operator(302), BATCH, "post"),
    "imports:apply": Row(operator(302), BATCH, "post"),
    "imports:undo": Row(operator(409), BATCH, "post"),  # it is not applied
    "imports:forget": Row(operator(302), BATCH, "post"),
    "imports:api": Row(operator(422), {}, "post"),  # no territory chosen
    "imports:sirene": Row(operator(422), {}, "post"),
    "club_imports:api": Row(organiser(422), CLUB, "post"),
    "club_imports:index": Row(organiser(200), CLUB),
    "club_imports:detail": Row(organiser(200), CLUB_BATCH),
    "club_imports:columns": Row(organiser(200), CLUB_BATCH),
    "club_imports:report": Row(organiser(200), {**CLUB_BATCH, **REPORT}),
    "club_imports:preview": Row(organiser(409), CLUB_BATCH, "post"),
    "club_imports:decide": Row(organiser(302), CLUB_BATCH, "post"),
    "club_imports:apply": Row(organiser(302), CLUB_BATCH, "post"),
    "club_imports:undo": Row(organiser(409), CLUB_BATCH, "post"),
    "club_imports:forget": Row(organiser(302), CLUB_BATCH, "post"),
    "themes:index": Row(MEMBERS, CLUB),
    "themes:new": Row(MEMBERS, CLUB),
    "themes:detail": Row(MEMBERS, THEME),
    "themes:edit": Row((302, 404, 200, 200, 404, 200), THEME),  # proposed by the member's organization
    "themes:support": Row(MEMBERS_ACT, THEME, "post"),
    "themes:withdraw_support": Row(MEMBERS_ACT, THEME, "post"),
    "themes:turn": Row(ORGANISERS_ACT, THEME, "post", {"verb": "choose"}),
    "themes:withdraw": Row((302, 404, 302, 302, 404, 302), THEME, "post"),
    "preparing:index": Row(ORGANISERS, CLUB),
    "preparing:prepare": Row(ORGANISERS_ACT, CLUB, "post"),
    "preparing:rhythm": Row(ORGANISERS, CLUB),
    "preparing:poll": Row(MEMBERS, POLLED),
    "preparing:close_poll": Row(ORGANISERS_ACT, POLLED, "post"),
    "preparing:cancel_poll": Row(ORGANISERS_ACT, POLLED, "post"),
    "preparing:poll_link": Row((200, 409, 409, 409, 409, 409), CLUB | {"token": "poll_token"}),  # a visitor's own
    "preparing:talks": Row(ORGANISERS, MEETING),
    "preparing:talk": Row(ORGANISERS, TALK),
    "preparing:ask": Row(ORGANISERS_ACT, TALK, "post"),
    "preparing:note_answer": Row(ORGANISERS_ACT, TALK, "post", {"answer": "yes"}),
    "preparing:thank": Row(ORGANISERS_ACT, TALK, "post"),
    "preparing:withdraw_talk": Row(ORGANISERS_ACT, TALK, "post"),
    "preparing:talk_link": Row(PUBLIC, CLUB | {"token": "talk_token"}),
    "preparing:sheet": Row(PUBLIC, CLUB | {"token": "talk_token"}),
    "preparing:documents": Row(MEMBERS, MEETING),
    "preparing:document": Row(ORGANISERS, DOCUMENT),
    "preparing:download": Row((404, 404, 200, 200, 200, 200), DOCUMENT),
    "preparing:remove_document": Row(ORGANISERS_ACT, DOCUMENT, "post"),
    "preparing:invited_download": Row(NOBODY, CLUB | {"token": "talk_token", "document_pk": "document_pk"}),
    "speakers:index": Row(ORGANISERS, CLUB),
    "speakers:new": Row(ORGANISERS, CLUB),
    "speakers:detail": Row(ORGANISERS, SPEAKER),
    "speakers:merge": Row((302, 404, 404, 404, 404, 404), SPEAKER, "post", {"other": "0"}),  # no such other sheet
    "speakers:forget": Row(ORGANISERS_ACT, SPEAKER, "post"),
}
