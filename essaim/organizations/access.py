"""Who may see and edit organizations. Higher apps say who else may edit, through `editors`."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.kernel.registry import Registry

from .models import Organization

# Functions (user, organization) -> bool: the clubs say that their organisers may edit their members.
editors: Registry[Callable] = Registry()
# Functions (user, organization) -> bool: who sees what is kept for members.
insiders: Registry[Callable] = Registry()


def can_edit(user, organization: Organization) -> bool:
    """The operator, the people who represent the organization, and whoever a higher app says."""
    if not user.is_authenticated:
        return False
    if user.is_operator or organization.representations.filter(user=user).exists():
        return True
    return any(allowed(user, organization) for allowed in editors)


def sees_as_member(user, organization: Organization) -> bool:
    """Whether the person sees what the organization keeps for members of clubs."""
    if not user.is_authenticated:
        return False
    return can_edit(user, organization) or any(allowed(user, organization) for allowed in insiders)


def get_organization(request: HttpRequest, pk: int) -> Organization:
    """The organization that the person may see, or 404. A merged one is given as itself: the view redirects."""
    organization = get_object_or_404(Organization.objects.select_related("merged_into"), pk=pk)
    if not organization.listed and not organization.merged_into_id and not can_edit(request.user, organization):
        raise Http404
    return organization


def get_organization_to_edit(request: HttpRequest, pk: int) -> Organization:
    organization = get_organization(request, pk)
    if not can_edit(request.user, organization):
        raise Http404
    return organization
