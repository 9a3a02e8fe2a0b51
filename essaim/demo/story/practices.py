"""What members managed, told so that others take it up."""

from datetime import date, timedelta

from essaim.accounts.models import User
from essaim.practices import actions
from essaim.practices.enums import Audience, PartKind, PracticeState, VisitKind, VisitState
from essaim.practices.models import Adoption, Check, Practice, Visit
from essaim.writing.actions import write

from .cast import Cast, read
from .days import moment


def add_practices(cast: Cast) -> None:
    for entry in read("practices"):
        practice = _sheet(cast, entry)
        if entry["state"] == PracticeState.REVIEW:
            _reading(cast, practice, entry)
        else:
            _life(cast, practice, entry)
    _visits(cast)


def _user(cast: Cast, key: str) -> User:
    """Who speaks for the structure; where nobody has an account, the organiser wrote it with them."""
    return cast.representative(key).user or cast.accounts["animation"]


def _day(cast: Cast, weeks: int, key: str) -> date:
    """That many weeks ago, never before the structure joined."""
    return max(cast.today - timedelta(weeks=weeks), cast.members[key])


def _sheet(cast: Cast, entry: dict) -> Practice:
    author = _user(cast, entry["by"])
    practice = actions.start_practice(
        club=cast.club, organization=cast.organizations[entry["by"]], actor=author, title=entry["title"],
        situation=entry["situation"], done=entry["done"], results=entry["results"], summary=entry["summary"],
        words=entry["words"],
    )  # fmt: skip
    for part in practice.parts.filter(kind__in=(PartKind.MEANS, PartKind.DIFFERENTLY)).select_related("text"):
        write(text=part.text, base=part.text.number, content=entry[part.kind], actor=author)
    return actions.update_sheet(
        practice=practice, actor=author, hours=entry["hours"], euros=entry["euros"],
        names_contact=entry.get("public", False) and practice.contact is not None,
        offers_visit=entry.get("visit", False), offers_call=entry.get("call", False),
        figures=[{"what": what, "before": before, "after": after} for what, before, after in entry["figures"]],
    )  # fmt: skip


def _reading(cast: Cast, practice: Practice, entry: dict) -> None:
    """Being read: a peer said what it would ask, another has not read yet."""
    author, reader = _user(cast, entry["by"]), _user(cast, entry["reader"])
    actions.submit(practice=practice, actor=author)
    review = actions.volunteer(practice=practice, organization=cast.organizations[entry["reader"]], actor=reader)
    actions.answer_review(review=review, verb="question", actor=reader, words=entry["reader_words"])
    actions.ask_review(practice=practice, organization=cast.organizations[entry["asked"]], actor=author)
    Practice.objects.filter(pk=practice.pk).update(created_at=moment(_day(cast, entry["ago"], entry["by"]), 11))


def _life(cast: Cast, practice: Practice, entry: dict) -> None:
    """Published on its day, confirmed since, taken up."""
    author, published = _user(cast, entry["by"]), _day(cast, entry["ago"], entry["by"])
    actions.submit(practice=practice, actor=author)
    actions.publish(
        practice=practice, actor=author, decides=True, stands_in=True,
        audience=Audience.PUBLIC if entry.get("public") else Audience.MEMBERS,
    )  # fmt: skip
    checked = published
    if "checked" in entry:
        checked = max(_day(cast, entry["checked"], entry["by"]), published)
        Check.objects.create(
            club=cast.club, practice=practice, asked_on=checked - timedelta(days=4), answer="yes", answered_by=author,
            answered_on=checked,
        )  # fmt: skip
    for key, weeks, gave, changed in entry.get("adopted", []):
        row = actions.adopt(
            practice=practice, organization=cast.organizations[key], actor=cast.representative(key).user,
            since=max(_day(cast, weeks, key), published), gave=gave, changed=changed,
        )  # fmt: skip
        Adoption.objects.filter(pk=row.pk).update(created_at=moment(row.since, 14))
    rows = Practice.objects.filter(pk=practice.pk)
    rows.update(created_at=moment(published - timedelta(days=24), 9), published_at=moment(published, 16),
                checked_on=checked)  # fmt: skip
    if entry["state"] == PracticeState.RECHECK:
        rows.update(state=PracticeState.RECHECK)
        Check.objects.create(club=cast.club, practice=practice, asked_on=cast.today - timedelta(days=9))


WORDS = "Bonjour, nous aimerions voir comment vous faites avant de nous lancer. Un matin du mois prochain vous irait ?"


def _visits(cast: Cast) -> None:
    """Two visits that took place, one that waits for an answer."""
    told = [
        ("cuisine-belle-houblon", "les-ptits-carreaux", VisitKind.VISIT, 21),
        ("temps-partage-bassin", "compagnie-du-galibot", VisitKind.CALL, 23),
        ("au-bon-poids", "lettres-ouvertes", VisitKind.VISIT, 0),
    ]
    for owner, asker, kind, weeks in told:
        practice = Practice.objects.get(club=cast.club, organization=cast.organizations[owner])
        visit = Visit.objects.create(
            club=cast.club, practice=practice, organization=cast.organizations[asker],
            author=cast.representative(asker).user, kind=kind, message=WORDS,
        )  # fmt: skip
        if weeks:
            day = _day(cast, weeks, asker)
            Visit.objects.filter(pk=visit.pk).update(
                state=VisitState.GIVEN, on=day, created_at=moment(day - timedelta(days=12), 10)
            )
