"""Pooled means: their rows of the table, and what of the cast they name."""

from datetime import time, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.resources import actions, feeds
from essaim.resources.models import Booking, Handover, Resource
from essaim.resources.tests.factories import book, in_days, make_resource

from .rows import CLUB, KEEPERS, KEEPERS_POST, MEMBERS, MEMBERS_ACT, PUBLIC, Row

MEANS = {**CLUB, "pk": "means_pk"}
BOOKED = {**CLUB, "pk": "means_booking_pk"}
FEED = {**CLUB, "secret": "means_secret"}
# A member books and lends in the name of their organization; who represents none is told so.
IN_A_NAME = (302, 404, 200, 302, 302, 302)
BORROWER_POST = (302, 404, 302, 404, 404, 404)

POOLED: dict[str, Row] = {
    "resources:index": Row(MEMBERS, CLUB),
    "resources:add": Row(IN_A_NAME, CLUB),
    "resources:everything": Row(MEMBERS, CLUB),
    "resources:subscribe": Row(MEMBERS, CLUB),
    "resources:change_feed": Row(MEMBERS_ACT, CLUB, "post"),
    "resources:feed_resource": Row(PUBLIC, FEED),
    "resources:feed_owner": Row(PUBLIC, {**CLUB, "secret": "means_owner_secret"}),
    "resources:feed_borrower": Row(PUBLIC, {**CLUB, "secret": "means_borrower_secret"}),
    "resources:bookings": Row(MEMBERS, CLUB),
    "resources:booking": Row(KEEPERS, BOOKED),
    "resources:answer": Row(KEEPERS_POST, BOOKED, "post", {"verb": "approve"}),
    "resources:accept": Row(BORROWER_POST, BOOKED, "post"),
    "resources:cancel": Row(KEEPERS_POST, BOOKED, "post"),
    "resources:change": Row(KEEPERS, BOOKED),
    "resources:hand_over": Row(KEEPERS, BOOKED),
    "resources:take_back": Row(KEEPERS, BOOKED),
    "resources:seen": Row(KEEPERS, {**BOOKED, "photo_pk": "seen_photo_pk"}),
    "resources:answer_series": Row(KEEPERS_POST, {**CLUB, "pk": "means_series_booking_pk"}, "post"),
    "resources:cancel_series": Row(KEEPERS_POST, {**CLUB, "pk": "means_series_booking_pk"}, "post"),
    "resources:calendar_file": Row(KEEPERS, BOOKED),
    "resources:resource": Row(MEMBERS, MEANS),
    "resources:book": Row(IN_A_NAME, MEANS),
    "resources:edit": Row(KEEPERS, MEANS),
    "resources:publish": Row(KEEPERS_POST, MEANS, "post"),
    "resources:withdraw": Row(KEEPERS_POST, MEANS, "post"),
    "resources:photos": Row(KEEPERS, MEANS),
    "resources:photo": Row(MEMBERS, {**MEANS, "photo_pk": "means_photo_pk"}),
    "resources:remove_photo": Row(KEEPERS_POST, {**MEANS, "photo_pk": "means_photo_pk"}, "post"),
    "resources:availability": Row(KEEPERS, MEANS),
    "resources:close": Row(KEEPERS, MEANS, "post"),
    "resources:open_again": Row(KEEPERS_POST, {**MEANS, "closure_pk": "closure_pk"}, "post"),
    "resources:add_calendar": Row(KEEPERS, MEANS, "post"),
    "resources:remove_calendar": Row(KEEPERS_POST, {**MEANS, "calendar_pk": "means_calendar_pk"}, "post"),
}


def picture(colour: str = "teal") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (60, 40), colour).save(content, "PNG")
    return SimpleUploadedFile("salle.png", content.getvalue(), "image/png")


class PooledCast:
    club: Club
    organization: Organization
    people: dict

    means_pk = property(lambda self: self.means.pk)
    means_booking_pk = property(lambda self: self.means_booking.pk)
    means_secret = property(lambda self: feeds.secret_of(feeds.ITEM, self.means.pk, self.club, 0))
    means_owner_secret = property(lambda self: feeds.secret_of(feeds.OWNER, self.organization.pk, self.club, 0))
    means_borrower_secret = property(lambda self: feeds.secret_of(feeds.BORROWER, self.organization.pk, self.club, 0))

    @property
    def means(self) -> Resource:
        known = Resource.objects.filter(club=self.club, owner=self.organization).first()
        return known or make_resource(self.club, self.organization, name="Salle du canal")

    @property
    def means_booking(self) -> Booking:
        known = Booking.objects.filter(resource=self.means, series=None).first()
        return known or book(self.means, actions.Borrower(self.organization))

    @property
    def means_photo_pk(self) -> int:
        photo = self.means.photos.first()
        return (photo or actions.add_photo(resource=self.means, actor=None, upload=picture(), alternative="Vide")).pk

    @property
    def seen_photo_pk(self) -> int:
        out = Handover.objects.filter(booking=self.means_booking).first() or actions.hand_over(
            booking=self.means_booking, actor=None, report=actions.Report(), photos=[picture()]
        )
        return out.photos.get().pk

    @property
    def means_series_booking_pk(self) -> int:
        known = Booking.objects.filter(resource=self.means).exclude(series=None).first()
        if known is None:
            day = in_days(30)
            series = actions.book_series(
                resource=self.means, borrower=actions.Borrower(self.organization), person=None,
                recurrence=actions.Recurrence("FREQ=WEEKLY;COUNT=3", day, time(9), time(11)),
            )  # fmt: skip
            known = series.bookings.order_by("starts_at")[0]
        return known.pk

    @property
    def closure_pk(self) -> int:
        start = timezone.now() + timedelta(days=60)
        known = self.means.closures.first()
        times = {"starts_at": start, "ends_at": start + timedelta(days=2)}
        return (known or actions.close(resource=self.means, actor=None, reason="Inventaire", **times)).pk

    @property
    def means_calendar_pk(self) -> int:
        known = self.means.external_calendars.first()
        url = "https://agenda.example/a.ics"
        return (known or actions.follow_calendar(resource=self.means, actor=None, url=url)).pk
