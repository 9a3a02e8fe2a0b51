"""Calls: shared, entered by a member; and their rows."""

from django.utils import timezone

from essaim.calls.calendars import secret_of
from essaim.calls.found import Found
from essaim.calls.models import Call, CallRecord, Draft, Source
from essaim.calls.tests.factories import make_call, make_source
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .rows import CLUB, KEEPERS, KEEPERS_POST, MEMBERS, MEMBERS_ACT, ORGANISERS, ORGANISERS_ACT, Row

SHARED = {**CLUB, "pk": "shared_call_pk"}
OWN = {**CLUB, "pk": "own_call_pk"}
DEAD = {**CLUB, "pk": "cancelled_call_pk"}


class CallsCast:
    club: Club
    organization: Organization
    people: dict

    shared_call_pk = property(lambda self: _call(self, "Cuisine partagée", shared=True).pk)
    own_call_pk = property(lambda self: _call(self, "Prix du quartier").pk)
    cancelled_call_pk = property(lambda self: _cancelled(self).pk)
    club_source_pk = property(lambda self: _source(self).pk)
    call_record_pk = property(lambda self: _record(self).pk)
    call_draft_pk = property(lambda self: _draft(self).pk)
    call_feed_secret = property(lambda self: secret_of(self.club, self.people["member"]))


def _call(cast: CallsCast, title: str, *, shared: bool = False) -> Call:
    if known := Call.objects.filter(title=title).first():
        return known
    return make_call(None if shared else cast.club, title, organization=None if shared else cast.organization)


def _cancelled(cast: CallsCast) -> Call:
    call = _call(cast, "Prix annulé")
    Call.objects.filter(pk=call.pk).update(status="cancelled")
    return call


def _source(cast: CallsCast) -> Source:
    known = Source.objects.filter(club=cast.club).first()
    return known or make_source(cast.club, address="https://appels.example.org/liste.csv")


def _record(cast: CallsCast) -> CallRecord:
    if known := CallRecord.objects.first():
        return known
    found = Found(external_id="a", title="Prix du quartier").as_json()
    return CallRecord.objects.create(
        source=_source(cast), external_id="a", raw={}, digest="", found=found, call=_call(cast, "Prix du quartier"),
        seen_at=timezone.now(),
    )  # fmt: skip


def _draft(cast: CallsCast) -> Draft:
    values = {"name": "Nos appels", "found": [], "added_by": cast.people["member"]}
    return Draft.objects.get_or_create(club=cast.club, defaults=values)[0]


SOURCE = {**CLUB, "source_pk": "club_source_pk"}
DRAFT = {**CLUB, "draft_pk": "call_draft_pk"}
# Whoever brought the list, and nobody else.
BRINGER = (302, 404, 200, 404, 404, 404)
BRINGER_ACT = (302, 404, 302, 404, 404, 404)
CALLS = {
    "calls:index": Row(MEMBERS, CLUB),
    "calls:start": Row(MEMBERS, CLUB),
    "calls:subscribe": Row(MEMBERS, CLUB),
    "calls:change_secret": Row(MEMBERS_ACT, CLUB, "post"),
    # An address that a calendar asks for, without account: the secret opens it.
    "calls:feed": Row((200,) * 6, {**CLUB, "secret": "call_feed_secret"}),
    "calls:detail": Row(MEMBERS, SHARED),
    "calls:deadline": Row(MEMBERS, SHARED),
    "calls:bring": Row(MEMBERS, CLUB),
    "calls:preview": Row(BRINGER, DRAFT),
    "calls:take_list": Row(BRINGER_ACT, DRAFT, "post"),
    "calls:drop_list": Row(BRINGER_ACT, DRAFT, "post"),
    "calls:sources": Row(ORGANISERS, CLUB),
    "calls:add_source": Row(ORGANISERS, CLUB),
    "calls:source": Row(ORGANISERS, SOURCE),
    "calls:edit_source": Row(ORGANISERS, SOURCE),
    "calls:pause_source": Row(ORGANISERS_ACT, SOURCE, "post", {"pause": "1"}),
    "calls:read_source": Row(ORGANISERS_ACT, SOURCE, "post"),
    "calls:merge": Row(ORGANISERS_ACT, OWN, "post", {"other": "rien"}),
    "calls:separate": Row(ORGANISERS_ACT, {**OWN, "record_pk": "call_record_pk"}, "post"),
    "calls:edit": Row(KEEPERS, OWN),
    "calls:cancel": Row(KEEPERS_POST, OWN, "post"),
    "calls:reopen": Row(KEEPERS_POST, DEAD, "post"),
}
