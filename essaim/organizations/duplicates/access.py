"""Who may settle duplicates: the operator, and whoever a higher app says of both pages (`access.mergeable`)."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from .. import access
from ..enums import PairState
from ..models import DuplicatePair, Merge, Organization


def may_settle_some(user) -> bool:
    """Whether the person has a list of duplicates at all."""
    return access.can_review_new(user)


def cared_for(user) -> QuerySet[Organization] | None:
    """The organizations whose duplicates the person settles; None for all of them."""
    if user.is_operator:
        return None
    any_of = Q(pk=None)
    for of_person in access.mergeable:
        any_of |= Q(pk__in=of_person(user).values("pk"))
    return Organization.objects.filter(any_of)


def check_may_settle_some(request: HttpRequest) -> None:
    """404 for whoever settles no duplicates."""
    if not may_settle_some(request.user):
        raise Http404


def get_pair(request: HttpRequest, pk: int) -> DuplicatePair:
    """A pair that the person may settle, whatever was decided."""
    check_may_settle_some(request)
    rows = DuplicatePair.objects.select_related("a", "b", "decided_by")
    if (seen := cared_for(request.user)) is not None:
        rows = rows.filter(a__in=seen, b__in=seen)
    return get_object_or_404(rows, pk=pk)


def get_pair_to_settle(request: HttpRequest, pk: int) -> DuplicatePair:
    """A pair of two pages that are still two."""
    pair = get_pair(request, pk)
    if pair.state == PairState.SAME or pair.a.merged_into_id or pair.b.merged_into_id:
        raise Http404
    return pair


def get_merge(request: HttpRequest, pk: int) -> Merge:
    check_may_settle_some(request)
    rows = Merge.objects.select_related("kept", "removed")
    if (seen := cared_for(request.user)) is not None:
        rows = rows.filter(kept__in=seen)
    return get_object_or_404(rows, pk=pk)
