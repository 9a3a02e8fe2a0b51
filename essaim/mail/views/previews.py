"""Every message on examples, beside the gallery of components."""

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from .. import gallery


@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "mail/previews.html", {"apps": list(gallery.all_specimens())})


@login_not_required
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def detail(request: HttpRequest, app: str, kind: str) -> HttpResponse:
    specimens = _specimens(app, kind)
    return render(request, "mail/preview.html", {"app": app, "kind": kind, "specimens": specimens})


# The page of a message is the mailbox's: styles on each element, and nothing else.
@login_not_required
@xframe_options_sameorigin
@csp({"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": [SELF]})  # type: ignore[arg-type]
def html(_request: HttpRequest, app: str, kind: str, number: int) -> HttpResponse:
    for one in _specimens(app, kind):
        if one.number == number:
            return HttpResponse(one.html)
    raise Http404


def _specimens(app: str, kind: str) -> list[gallery.Specimen]:
    try:
        return gallery.specimens_of(app, kind)
    except KeyError:
        raise Http404 from None
