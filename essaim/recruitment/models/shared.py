"""What structures need a few hours of, and posts that bring such needs together."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

from ..engine.problem import SLOTS
from ..enums import Form, NeedState, PostState, Say
from ..occupations import MOST_LETTERS
from .offers import MOST_MINUTES


class JobNeed(Dated):
    """A structure needs `least` to `most` minutes a week of an occupation.

    `slots`: the half-days that are possible, a bit each: 2 × day (Monday is 0) is a morning, the next an afternoon.
    It may begin from `starts_on` to `starts_by`. `hourly_budget` in cents, all costs in; read by those who share a post
    with it.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="job_needs")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="job_needs")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    occupation = models.CharField(_("Métier"), max_length=MOST_LETTERS)
    occupation_code = models.CharField(max_length=5, blank=True)
    least = models.PositiveSmallIntegerField(_("Heures par semaine, au moins"))
    most = models.PositiveSmallIntegerField(_("Au plus"))
    slots = models.PositiveSmallIntegerField(_("Demi-journées possibles"))
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    remote = models.BooleanField(_("Peut se faire à distance"), default=False)
    starts_on = models.DateField(_("À partir du"))
    starts_by = models.DateField(_("Au plus tard le"))
    hourly_budget = models.PositiveIntegerField(_("Budget par heure"), null=True, blank=True)
    words = models.TextField(_("En quelques mots"), max_length=1000, blank=True)
    until = models.DateField(_("Valable jusqu'au"))
    state = models.CharField(max_length=9, choices=NeedState, default=NeedState.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least__gte=1, least__lte=F("most"), most__lte=MOST_MINUTES), name="recruitment_need_hours"
            ),
            models.CheckConstraint(condition=Q(slots__range=(1, (1 << SLOTS) - 1)), name="recruitment_need_slots"),
            models.CheckConstraint(condition=Q(starts_by__gte=F("starts_on")), name="recruitment_need_starts"),
            models.CheckConstraint(condition=Q(state__in=NeedState.values), name="recruitment_need_state"),
            models.CheckConstraint(condition=~Q(occupation=""), name="recruitment_need_says_occupation"),
        ]
        indexes = [models.Index(fields=["club", "state"], name="recruitment_need_club_state")]

    def __str__(self) -> str:
        return f"{self.occupation}, {self.organization}"


class SharedPost(Dated):
    """A combination of needs that makes a job. `key`: its needs, so that one is proposed once; `score`, `bound` and
    `objective`: what the search that found it said, in points."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="shared_posts")
    key = models.CharField(max_length=60)
    state = models.CharField(max_length=9, choices=PostState, default=PostState.PROPOSED)
    occupation = models.CharField(max_length=MOST_LETTERS)
    score = models.IntegerField(default=0)
    objective = models.IntegerField(default=0)
    bound = models.IntegerField(default=0)
    farthest_km = models.FloatField(default=0)
    changes = models.PositiveSmallIntegerField(default=0)
    form = models.CharField(_("Forme retenue"), max_length=10, choices=Form, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(_("Ce qui en est sorti"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "key"], name="recruitment_post_once"),
            models.CheckConstraint(condition=Q(state__in=PostState.values), name="recruitment_post_state"),
            models.CheckConstraint(condition=~Q(occupation="") & ~Q(key=""), name="recruitment_post_says_occupation"),
            models.CheckConstraint(
                condition=~Q(state=PostState.HIRED) | ~Q(form=""), name="recruitment_hired_says_form"
            ),
        ]
        indexes = [models.Index(fields=["club", "state"], name="recruitment_post_club_state")]

    def __str__(self) -> str:
        return self.occupation

    def get_absolute_url(self) -> str:
        return reverse("recruitment:post", args=[self.club.slug, self.pk])


class SharedPart(Dated):
    """What one need gets in a post, and what its structure answers. `live` follows the state of the post: the database
    then holds that a need is in one post at most."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(SharedPost, on_delete=models.CASCADE, related_name="parts")
    need = models.ForeignKey(JobNeed, on_delete=models.CASCADE, related_name="parts")
    minutes = models.PositiveSmallIntegerField()
    slots = models.PositiveSmallIntegerField()
    live = models.BooleanField(default=True)
    answer = models.CharField(max_length=5, choices=Say, blank=True)
    note = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["club", "need"], condition=Q(live=True), name="recruitment_need_in_one_live_post"
            ),
            models.UniqueConstraint(fields=["club", "post", "need"], name="recruitment_part_once"),
            models.CheckConstraint(condition=Q(answer__in=["", *Say.values]), name="recruitment_part_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.need} · {self.minutes // 60} h"


class PostSearch(Dated):
    """The last search of a club: asked for, begun by whoever does long work, ended with what it found.

    It waits while `ended_at` is empty. `posts` is empty when it waits, and when it was cut short too often.
    """

    club = models.OneToOneField(Club, on_delete=models.CASCADE, related_name="post_search")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    posts = models.PositiveSmallIntegerField(null=True, blank=True)
    objective = models.IntegerField(default=0)
    bound = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(posts__isnull=True), name="recruitment_search_found_at_its_end"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(ended_at=None), name="recruitment_search_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.club}, {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def waits(self) -> bool:
        return self.ended_at is None
