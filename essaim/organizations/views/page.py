"""The page of an organization, its card for address books, its pictures."""

from pathlib import PurePath

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from essaim.kernel.visitors import kept_for_visitors

from .. import access, completeness, queries, structured, where
from ..panels import panels_of

PICTURE_TYPES = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def _moved(*to) -> HttpResponse:
    """For ever as search engines hear it; but browsers ask again, for a merge may be undone and a name come back."""
    response = redirect(*to, permanent=True)
    patch_cache_control(response, no_cache=True)
    return response


@login_not_required
@kept_for_visitors
def detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    organization = access.get_organization(request, pk)
    if organization.merged_into:
        return _moved(organization.merged_into)
    if slug != organization.slug:
        return _moved(organization)
    can_edit = access.can_edit(request.user, organization)
    as_member = can_edit or access.sees_as_member(request.user, organization)
    page = queries.page_of(organization, today=timezone.localdate(), as_member=as_member, as_editor=can_edit)
    context = {
        "organization": organization,
        "page": page,
        "json_ld": structured.json_ld(
            organization,
            head=page.head,
            served=[name for _kind, name in page.served],
            skills=[skill.name for skill in page.skills],
            links=[link.url for link in page.links],
            image=reverse("organizations:picture", args=[pk, page.logo.pk]) if page.logo else "",
        ),
        "map": where.served_map(organization, page.head, page.areas),
        "panels": panels_of(request, organization),
        "sources": queries.sources_of(organization),
        "can_edit": can_edit,
        "as_member": as_member,
        "can_review": access.can_review(request.user, organization),
    }
    if can_edit:
        held = queries.what_pages_hold([pk])[pk]
        context["to_add"] = completeness.next_to_add(held)[:3]
        context["asked"] = queries.open_corrections(organization).count() + queries.open_claims(organization).count()
    return render(request, "organizations/detail.html", context)


@login_not_required
def vcard(request: HttpRequest, pk: int) -> HttpResponse:
    """The card that a telephone or a mail program adds to its address book."""
    organization = access.get_organization(request, pk)
    if organization.merged_into:
        return _moved("organizations:vcard", organization.merged_into.pk)
    page = queries.page_of(organization, today=timezone.localdate(), as_member=False, as_editor=False)
    text = structured.vcard(organization, head=page.head, sectors=[sector.name for sector in page.sectors])
    name = structured.vcard_name(organization)
    return HttpResponse(
        text,
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_not_required
def picture(request: HttpRequest, pk: int, picture_pk: int) -> FileResponse:
    """A picture. Its bytes never change under the same address, and are never read as anything but an image."""
    found = access.get_picture(request, pk, picture_pk)
    kind = PICTURE_TYPES.get(PurePath(found.image.name or "").suffix.lower(), "application/octet-stream")
    response = FileResponse(found.image.open("rb"), content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Content-Disposition"] = "inline"
    if found.organization.listed:
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
