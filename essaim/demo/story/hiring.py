"""Offers, people who look for work, posts that several members share."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.models import User
from essaim.organizations.models import Place
from essaim.organizations.where import municipalities_named
from essaim.recruitment.actions import needs, offers, posts, seekers
from essaim.recruitment.enums import PostState
from essaim.recruitment.forms.seekers import CONSENT
from essaim.recruitment.models import JobNeed, JobSeeker, Offer, SharedPost
from essaim.territory.models import Municipality

from .cast import Cast, read
from .days import moment


def add_hiring(cast: Cast) -> None:
    _offers(cast)
    _seekers(cast)
    _shared(cast)


def _user(cast: Cast, key: str) -> User:
    """Who speaks for the structure; where nobody has an account, the organiser wrote it with them."""
    return cast.representative(key).user or cast.accounts["animation"]


def _where(cast: Cast, key: str) -> Municipality | None:
    """The commune of its head office."""
    places = Place.objects.filter(organization=cast.organizations[key], municipality__isnull=False)
    place = places.select_related("municipality").order_by("kind").first()
    return place.municipality if place else None


def _offers(cast: Cast) -> None:
    for entry in read("offers"):
        organization, town = cast.organizations[entry["by"]], _where(cast, entry["by"])
        if town is None:  # a demonstration without territory has no communes
            continue
        published = cast.today - timedelta(days=entry["days"])
        until = cast.today + timedelta(days=entry["open"])
        offer = offers.publish(
            club=cast.club, organization=organization, author=_user(cast, entry["by"]), title=entry["title"],
            occupation=entry["occupation"], contract=entry["contract"], weekly_minutes=_minutes(entry.get("hours")),
            pay_least=_cents(entry.get("least")), pay_most=_cents(entry.get("most")),
            pay_period=entry.get("period", "month"), municipality=town, remote="no", description=entry["description"],
            apply_email=organization.email or "emploi@essaim.example", until=max(until, cast.today),
        )  # fmt: skip
        Offer.objects.filter(pk=offer.pk).update(published_on=published, until=until, created_at=moment(published, 10))
        if entry.get("filled"):
            offers.fill(offer=offer, user=_user(cast, entry["by"]), through=entry["filled"])
            Offer.objects.filter(pk=offer.pk).update(closed_on=until)


def _minutes(hours: int | None) -> int | None:
    return hours * 60 if hours else None


def _cents(euros: float | None) -> int | None:
    return round(euros * 100) if euros else None


def _seekers(cast: Cast) -> None:
    for entry in read("seekers"):
        towns = municipalities_named(entry["place"])
        if not towns:
            continue
        confirmed = cast.today - timedelta(days=entry["days"])
        seeker = seekers.present(
            club=cast.club, consents=True, consent_text=str(CONSENT), name=entry["name"], email=entry["email"],
            occupation=entry["occupation"], municipality=towns[0], weekly_minutes=_minutes(entry["hours"]),
            words=entry["words"],
        )  # fmt: skip
        seeker = seekers.confirm(seeker=seeker)
        at = moment(confirmed, 18)
        JobSeeker.objects.filter(pk=seeker.pk).update(
            created_at=at, consent_at=at, confirmed_at=at, expires_on=confirmed + seekers.KEPT_FOR
        )
        if "to" in entry:
            seekers.recommend(
                seeker=seeker, giver=cast.organizations[entry["recommended_by"]],
                receiver=cast.organizations[entry["to"]], user=_user(cast, entry["recommended_by"]), words=entry["why"],
            )  # fmt: skip


def _slots(half_days: str) -> int:
    """« MA M. .. » → bits: a morning, an afternoon for each day."""
    return sum(1 << place for place, sign in enumerate(half_days.replace(" ", "")) if sign != ".")


def _shared(cast: Cast) -> None:
    """Two groups whose post is already talked about, and needs that look for each other."""
    told: dict[str, list[JobNeed]] = {}
    for entry in read("needs"):
        town = _where(cast, entry["by"])
        if town is None:
            continue
        need = needs.state_need(
            club=cast.club, organization=cast.organizations[entry["by"]], author=_user(cast, entry["by"]),
            occupation=entry["occupation"], least=entry["least"] * 60, most=entry["most"] * 60,
            slots=_slots(entry["half_days"]), municipality=town, remote=entry.get("remote", False),
            hourly_budget=entry["budget"] * 100, words=entry["words"],
        )  # fmt: skip
        told.setdefault(entry.get("group", ""), []).append(need)
    posts.look(club=cast.club, today=cast.today)
    for group, rows in told.items():
        post = SharedPost.objects.filter(club=cast.club, parts__need=rows[0], state=PostState.PROPOSED).first()
        if group and post:
            _answers(cast, post, everybody=group == PostState.AGREED)


def _answers(cast: Cast, post: SharedPost, *, everybody: bool) -> None:
    parts = list(post.parts.select_related("need__organization").order_by("pk"))
    for part in parts if everybody else parts[:1]:
        organization = part.need.organization
        key = next(key for key, one in cast.organizations.items() if one.pk == organization.pk)
        posts.answer(
            post=post, organization=organization, user=_user(cast, key), say="yes",
            note="" if everybody else "Partant, si les matins sont gardés.",
        )  # fmt: skip
    SharedPost.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(days=16))
