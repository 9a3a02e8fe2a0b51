"""Look for combinations; answer one; agree, hire, give up."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import mails
from ..engine import Answer, Post, combine
from ..enums import LIVE, LOOSE, NEED_VERBS, POST_VERBS, Form, NeedState, PostState, Say
from ..models import JobNeed, PostSearch, SharedPart, SharedPost
from ..queries import shared as queries

SECONDS = 6.0  # of search, at most


def look(*, club: Club, user: User | None = None, today: date | None = None, seed: int = 0) -> Answer:
    """Search the free needs of the club for posts, and put what is found in the place of what nobody answered yet.

    The search is done outside any lock; a need that was taken meanwhile takes its combinations away. Those concerned by
    a post that was not proposed before are told. It answers whoever had asked for a search (`searches.ask`).
    """
    began, today = timezone.now(), today or timezone.localdate()
    rows = {row.pk: row for row in queries.free_needs(club, today)}
    answer = combine(queries.as_engine_needs(rows.values()), without=queries.given_up(club), seed=seed, seconds=SECONDS)
    with transaction.atomic():
        Club.objects.select_for_update().get(pk=club.pk)
        still = set(queries.free_needs(club, today).values_list("pk", flat=True))
        keep: list[tuple[Post, str]] = [(post, PostState.PROPOSED) for post in answer.posts if post.keys <= still]
        keep += [(post, PostState.ANOTHER) for post in answer.others if post.keys <= still]
        known = {post.key: post for post in SharedPost.objects.select_for_update().filter(club=club)}
        wanted = {_key(post.keys): state for post, state in keep}
        told = {key for key, post in known.items() if post.state == PostState.PROPOSED}
        for key, post in known.items():
            if post.state in LOOSE and not (wanted.get(key) == post.state == PostState.PROPOSED):
                post.delete()
        for found, state in keep:
            key = _key(found.keys)
            if key in known and (known[key].state not in LOOSE or (key in told and state == PostState.PROPOSED)):
                continue
            post = _write(club, key, found, state, rows, answer)
            if state == PostState.PROPOSED and key not in told:
                mails.post_proposed(post)
        journaled.tell(
            actor=user, verb="recruitment.look_for_posts", subject=club, club=club,
            details={"needs": len(rows), "posts": len(answer.posts), "bound": answer.bound,
                     "objective": answer.objective},
        )  # fmt: skip
        _settle(club, answer, began)
    return answer


def _settle(club: Club, answer: Answer, began: datetime) -> None:
    """Keep what a search that began then has found. It answers what was asked before it began, and nothing asked since:
    a need may have been said meanwhile."""
    found = {
        "ended_at": timezone.now(), "posts": len(answer.posts), "objective": answer.objective, "bound": answer.bound,
    }  # fmt: skip
    row, new = PostSearch.objects.get_or_create(club=club, defaults={"asked_at": began, **found})
    if not new and row.asked_at <= began:
        PostSearch.objects.filter(pk=row.pk).update(**found, updated_at=timezone.now())


def _key(needs) -> str:
    return "-".join(str(pk) for pk in sorted(needs))


def _write(club: Club, key: str, found: Post, state: str, rows: dict[int, JobNeed], answer: Answer) -> SharedPost:
    longest = max(found.parts, key=lambda part: part.minutes)
    post = SharedPost.objects.create(
        club=club, key=key, state=state, occupation=rows[longest.need.key].occupation, score=found.score,
        objective=answer.objective, bound=answer.bound, farthest_km=found.farthest, changes=found.changes,
    )  # fmt: skip
    SharedPart.objects.bulk_create(
        SharedPart(
            club=club, post=post, need=rows[part.need.key], minutes=part.minutes, slots=part.slots, live=state in LIVE
        )
        for part in found.parts
    )
    return post


@transaction.atomic
def choose(*, post: SharedPost, user: User) -> SharedPost:
    """« Plutôt celle-ci »: it takes the place of what was proposed with the same needs and that nobody answered.
    Refuses when one of its needs is in a post under discussion (code `bound`)."""
    row = _held(post)
    _check("choose", row)
    needs = list(row.parts.values_list("need", flat=True))
    rivals = SharedPost.objects.filter(club=row.club, parts__need__in=needs, parts__live=True).distinct()
    if any(rival.state not in LOOSE for rival in rivals):
        raise Refusal(_("L'un de ces besoins est déjà dans un poste que l'on discute."), code="bound")
    for rival in rivals:
        _move(rival, PostState.ANOTHER)
    _move(row, PostState.PROPOSED)
    _tell("choose", row, user)
    mails.post_proposed(row)
    return row


@transaction.atomic
def answer(*, post: SharedPost, organization: Organization, user: User, say: str, note: str = "") -> SharedPost:
    """Yes, maybe or no, for an organization concerned; it may change its mind until all agree. When all say yes the
    post is agreed; a no ends it, and its needs look for others."""
    if say not in Say.values:
        raise Refusal(_("Répondez oui, peut-être ou non."), code="no_answer", field="say")
    row = _held(post)
    _check("discuss", row)
    parts = list(row.parts.select_for_update(of=("self",)).select_related("need"))
    mine = [part for part in parts if part.need.organization_id == organization.pk]
    if not mine:
        raise Refusal(_("Ce poste ne concerne pas votre structure."), code="not_concerned")
    for part in mine:
        part.answer, part.note, part.answered_by, part.answered_at = say, note.strip()[:300], user, timezone.now()
        part.save(update_fields=["answer", "note", "answered_by", "answered_at", "updated_at"])
    if say == Say.NO:
        _end(row, user, _("%(name)s ne peut pas.") % {"name": organization.name})
        return row
    agreed = all(part.answer == Say.YES for part in parts)
    row.agreed_at = timezone.now() if agreed else None
    row.save(update_fields=["agreed_at", "updated_at"])
    _move(row, POST_VERBS["agree" if agreed else "discuss"][1])
    _tell("answer", row, user, say=say, organization=organization.pk)
    if agreed:
        mails.post_agreed(row)
    return row


@transaction.atomic
def choose_form(*, post: SharedPost, user: User, form: str) -> SharedPost:
    """The form that the group prefers. Refuses before all agree (`not_agreed`)."""
    row = _held(post)
    if form not in Form.values:
        raise Refusal(_("Choisissez une forme."), code="no_form", field="form")
    if row.state != PostState.AGREED:
        raise Refusal(_("Attendez que toutes les structures soient d'accord."), code="not_agreed")
    row.form = form
    row.save(update_fields=["form", "updated_at"])
    _tell("choose_form", row, user, form=form)
    return row


@transaction.atomic
def hire(*, post: SharedPost, user: User, hired_on: date, form: str, outcome: str = "") -> SharedPost:
    """Somebody was hired: the needs are met. Refuses a day to come (field `hired_on`), or no form (field `form`)."""
    if hired_on > timezone.localdate():
        raise Refusal(_("Ce jour est à venir. Revenez une fois l'embauche faite."), code="future", field="hired_on")
    if form not in Form.values:
        raise Refusal(_("Dites sous quelle forme."), code="no_form", field="form")
    row = _held(post)
    _check("hire", row)
    row.form, row.ended_on, row.outcome = form, hired_on, " ".join(outcome.split())[:300]
    row.save(update_fields=["form", "ended_on", "outcome", "updated_at"])
    _move(row, PostState.HIRED)
    starts, state = NEED_VERBS["meet"]
    JobNeed.objects.filter(parts__post=row, state__in=starts).update(state=state, updated_at=timezone.now())
    _tell("hire", row, user, form=form)
    return row


@transaction.atomic
def give_up(*, post: SharedPost, user: User, outcome: str = "") -> SharedPost:
    """End it; the needs look for others. The same combination is not proposed again."""
    row = _held(post)
    _check("give_up", row)
    _end(row, user, " ".join(outcome.split())[:300])
    return row


def _end(row: SharedPost, user: User, why: str) -> None:
    answered = row.state != PostState.PROPOSED or row.parts.exclude(answer="").exists()
    row.ended_on, row.outcome = timezone.localdate(), why
    row.save(update_fields=["ended_on", "outcome", "updated_at"])
    _move(row, PostState.GIVEN_UP)
    _tell("give_up", row, user)
    if answered:
        mails.post_given_up(row, but=user)


def _move(row: SharedPost, state: str) -> None:
    row.state = state
    row.save(update_fields=["state", "updated_at"])
    row.parts.update(live=state in LIVE)


def _held(post: SharedPost) -> SharedPost:
    """The post, while nobody else of the club moves one."""
    club = Club.objects.select_for_update().get(pk=post.club_id)
    row = SharedPost.objects.select_for_update(of=("self",)).filter(pk=post.pk).first()
    if row is None:
        raise Refusal(_("Une nouvelle recherche a remplacé cette proposition. Regardez les dernières."), code="gone")
    row.club = club
    return row


def _check(verb: str, row: SharedPost) -> None:
    if row.state not in POST_VERBS[verb][0]:
        state = PostState(row.state).label.lower()
        raise Refusal(_("Ce poste en est là : %(state)s.") % {"state": state}, code="settled")


def _tell(verb: str, row: SharedPost, user: User | None, **details) -> None:
    journaled.tell(actor=user, verb=f"recruitment.{verb}_post", subject=row, club=row.club, details=details)


def look_everywhere(today: date) -> None:
    """Each day: the clubs that have at least two free needs."""
    clubs = Club.objects.filter(job_needs__state=NeedState.OPEN).distinct().order_by("pk")
    for club in clubs:
        if queries.free_needs(club, today).count() > 1:
            look(club=club, today=today)
