"""A request too large is refused before a byte of it is read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

MOST_SENT = 64 * 1024 * 1024  # bytes: an import (60 MB), or three documents


class SentSizeMiddleware:
    """Stands last, so that the page knows its reader; it is called before the protection of forms reads the body."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if not said.isdecimal() or int(said) <= MOST_SENT:
            return self.get_response(request)
        refusal = Refusal(
            _("Cet envoi pèse plus de %(limit)s Mo : rien n'en a été gardé. Revenez à la page précédente et choisissez "
              "un fichier plus léger.") % {"limit": MOST_SENT // (1024 * 1024)},
            code="big",
        )  # fmt: skip
        response = render(request, "ui/refusal.html", {"refusal": refusal}, status=413)
        response["Connection"] = "close"
        return response
