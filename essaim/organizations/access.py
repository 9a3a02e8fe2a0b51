"""Who may see and edit organizations. Higher apps say who else may edit, through `editors`."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.kernel.registry import Registry

from .models import Correction, Organization, PageClaim, Picture

# Functions (user, organization) -> bool: the clubs say that their organisers may edit their members.
editors: Registry[Callable] = Registry()
# Functions (user, organization) -> bool: who sees what is kept for members.
insiders: Registry[Callable] = Registry()
# Functions (user, organization) -> bool: who, besides the editors above and the operator, may decide on pages that
# nobody keeps yet (list a new one, settle a claim).
reviewers: Registry[Callable] = Registry()
# Functions user -> bool: whose new pages need no review (the organisers of any club).
trusted: Registry[Callable] = Registry()
# Functions organization -> accounts: whom to write to when nobody keeps the page (the organisers of its clubs).
around: Registry[Callable] = Registry()
# Functions user -> organizations: those that the person may merge with one another, besides the operator.
mergeable: Registry[Callable] = Registry()


def can_edit(user, organization: Organization) -> bool:
    """The operator, the people who represent the organization, and whoever a higher app says."""
    if not user.is_authenticated:
        return False
    if user.is_operator or organization.representations.filter(user=user).exists():
        return True
    return any(allowed(user, organization) for allowed in editors)


def can_review(user, organization: Organization) -> bool:
    """Who may list a page: not the organization's own people, but those around it."""
    if not user.is_authenticated:
        return False
    if user.is_operator:
        return True
    return any(allowed(user, organization) for registry in (editors, reviewers) for allowed in registry)


def can_review_new(user) -> bool:
    """Whether a page that this person makes goes straight into the directory."""
    return user.is_authenticated and (user.is_operator or any(allowed(user) for allowed in trusted))


def can_settle(user, organization: Organization) -> bool:
    """Who may answer corrections and claims: those who keep the page, and those around it."""
    return can_edit(user, organization) or can_review(user, organization)


def sees_as_member(user, organization: Organization) -> bool:
    """Whether the person sees what the organization keeps for members of clubs."""
    if not user.is_authenticated:
        return False
    return can_edit(user, organization) or any(allowed(user, organization) for allowed in insiders)


def get_organization(request: HttpRequest, pk: int) -> Organization:
    """The organization that the person may see, or 404. A merged one is given as itself: the view redirects."""
    organization = get_object_or_404(Organization.objects.select_related("merged_into"), pk=pk)
    if not organization.listed and not organization.merged_into_id and not can_settle(request.user, organization):
        raise Http404
    return organization


def get_organization_to_edit(request: HttpRequest, pk: int) -> Organization:
    organization = get_organization(request, pk)
    if organization.merged_into_id or not can_edit(request.user, organization):
        raise Http404
    return organization


def get_organization_to_review(request: HttpRequest, pk: int) -> Organization:
    organization = get_organization(request, pk)
    if organization.merged_into_id or not can_review(request.user, organization):
        raise Http404
    return organization


def get_picture(request: HttpRequest, pk: int, picture_pk: int) -> Picture:
    """A picture of a page that the person may see."""
    return get_object_or_404(get_organization(request, pk).pictures, pk=picture_pk)


def get_picture_to_edit(request: HttpRequest, pk: int, picture_pk: int) -> Picture:
    return get_object_or_404(get_organization_to_edit(request, pk).pictures, pk=picture_pk)


def get_organization_to_settle(request: HttpRequest, pk: int) -> Organization:
    organization = get_organization(request, pk)
    if organization.merged_into_id or not can_settle(request.user, organization):
        raise Http404
    return organization


def get_correction_to_settle(request: HttpRequest, pk: int, correction_pk: int) -> Correction:
    return get_object_or_404(get_organization_to_settle(request, pk).corrections, pk=correction_pk)


def get_claim_to_settle(request: HttpRequest, pk: int, claim_pk: int) -> PageClaim:
    return get_object_or_404(get_organization_to_settle(request, pk).claims, pk=claim_pk)


def get_own_claim(request: HttpRequest, pk: int) -> PageClaim:
    """The person's own latest claim on this page, or 404."""
    claim = get_organization(request, pk).claims.filter(user_id=request.user.pk or 0).order_by("-pk").first()
    if claim is None:
        raise Http404
    return claim
