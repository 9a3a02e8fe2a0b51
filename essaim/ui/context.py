"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

from essaim.kernel.hooks import navigation, page_context

from .addresses import localized

ORGANISING = "organising"  # the place in the header under which the tools of a club's organisers stand


def page(request: HttpRequest) -> dict:
    """The places of the header, the club one is in, the page's addresses in each language, the installation's name.

    `section` is the URL namespace; `canonical` and `alternates` are absolute, and missing where no address matched.
    """
    match = request.resolver_match
    # A page of a club stands under the same entry: `club_directory` under `directory`.
    section = match.namespace.removeprefix("club_") if match else ""
    context = {
        "navigation": _places(request, section),
        "section": section,
        "club": getattr(request, "club", None),
        "site_name": settings.ESSAIM_NAME,
        "source_url": settings.ESSAIM_SOURCE_URL,
        "demo": settings.ESSAIM_DEMO,
        "canonical": f"{settings.ESSAIM_URL}{request.path}" if match else "",
        "alternates": _alternates(request.path) if match else [],
    }
    for contribute in page_context:
        context |= contribute(request)
    return context


def _places(request: HttpRequest, section: str) -> list[dict]:
    if not hasattr(request, "user"):  # refused before anyone was recognised: a host that is not ours, for instance
        return []
    shown = [entry for entry in navigation if entry.visible(request)]
    inside = getattr(request, "club", None) is not None
    tools = {entry.prefix for entry in shown if entry.about} if inside else set()
    return [
        {
            "label": entry.label,
            "icon": entry.icon,
            "url": entry.url(request),
            "current": (ORGANISING if section in tools else section) in entry.prefix.split(),
        }
        for entry in shown
        if not (inside and entry.about)
    ]


def _alternates(path: str) -> list[tuple[str, str]]:
    languages = [(code, code) for code, _name in settings.LANGUAGES] + [("x-default", settings.LANGUAGE_CODE)]
    return [(shown, f"{settings.ESSAIM_URL}{localized(path, code)}") for shown, code in languages]
