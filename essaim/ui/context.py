"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

from essaim.kernel.hooks import navigation, page_context


def page(request: HttpRequest) -> dict:
    """The places of the header, the club one is in, and the layout: a whole page, or bare for a fragment."""
    match = request.resolver_match
    # A page of a club stands under the same entry: `club_directory` under `directory`.
    namespace = match.namespace.removeprefix("club_") if match else ""
    entries = [
        {
            "label": entry.label,
            "icon": entry.icon,
            "url": entry.url(request),
            "current": bool(entry.prefix) and namespace == entry.prefix,
        }
        for entry in navigation
        if entry.visible(request)
    ]
    context = {"navigation": entries, "club": getattr(request, "club", None), "demo": settings.ESSAIM_DEMO}
    for contribute in page_context:
        context |= contribute(request)
    return context
