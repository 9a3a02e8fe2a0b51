"""The gallery of components."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from .gallery import SPECIMENS, Specimen, values


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    specimens = [
        Specimen(title, name, get_template(name).template.source.strip())  # type: ignore[attr-defined]
        for title, name in SPECIMENS.items()
    ]
    return render(request, "ui/gallery.html", {"specimens": specimens, **values()})
