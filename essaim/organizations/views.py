"""The page of an organization."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from . import access


@login_not_required
def detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    organization = access.get_organization(request, pk)
    if organization.merged_into:
        return redirect(organization.merged_into, permanent=True)
    if slug != organization.slug:
        return redirect(organization, permanent=True)
    return render(request, "organizations/detail.html", {"organization": organization})
