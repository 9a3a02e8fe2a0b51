"""Calls: shared, entered by a member; and their rows."""

from essaim.calls.calendars import secret_of
from essaim.calls.models import Call
from essaim.calls.tests.factories import make_call
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .rows import CLUB, KEEPERS, KEEPERS_POST, MEMBERS, MEMBERS_ACT, Row

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
    call_feed_secret = property(lambda self: secret_of(self.club, self.people["member"]))


def _call(cast: CallsCast, title: str, *, shared: bool = False) -> Call:
    if known := Call.objects.filter(title=title).first():
        return known
    return make_call(None if shared else cast.club, title, organization=None if shared else cast.organization)


def _cancelled(cast: CallsCast) -> Call:
    call = _call(cast, "Prix annulé")
    Call.objects.filter(pk=call.pk).update(status="cancelled")
    return call


CALLS = {
    "calls:index": Row(MEMBERS, CLUB),
    "calls:start": Row(MEMBERS, CLUB),
    "calls:subscribe": Row(MEMBERS, CLUB),
    "calls:change_secret": Row(MEMBERS_ACT, CLUB, "post"),
    # An address that a calendar asks for, without account: the secret opens it.
    "calls:feed": Row((200,) * 6, {**CLUB, "secret": "call_feed_secret"}),
    "calls:detail": Row(MEMBERS, SHARED),
    "calls:deadline": Row(MEMBERS, SHARED),
    "calls:edit": Row(KEEPERS, OWN),
    "calls:cancel": Row(KEEPERS_POST, OWN, "post"),
    "calls:reopen": Row(KEEPERS_POST, DEAD, "post"),
}
