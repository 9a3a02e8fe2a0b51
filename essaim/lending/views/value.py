"""What lending is worth: the year, on paper too; the reference prices of the club and of a structure."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run
from essaim.ui.sheets import Sheet
from essaim.ui.templatetags.ui import duration

from .. import access, words
from ..actions import value as actions
from ..forms import KindPricesForm, ReferencesForm
from ..queries import value as queries
from ..worth import prices_of


@login_not_required
def year(request: HttpRequest, club_slug: str) -> HttpResponse:
    """A year (`?annee=`), this one unless told."""
    club = access.get_club_with_value(request, club_slug)
    years = queries.years_of(club, localdate())
    found = queries.year_of(club, _wanted(request, years))
    return render(
        request,
        "lending/year.html",
        {
            "found": found,
            "sentence": words.saved_sentence(found.year, found.total.saved),
            "method": words.method(),
            "choices": [{"label": str(one), "url": f"?annee={one}", "current": one == found.year} for one in years],
            "public": queries.is_public(club),
        },
    )


def _wanted(request: HttpRequest, years: list[int]) -> int:
    wanted = request.GET.get("annee", "")
    if not wanted:
        return years[0]
    if not wanted.isdecimal() or int(wanted) not in years:
        raise Http404
    return int(wanted)


@login_not_required
def year_file(request: HttpRequest, club_slug: str, form: str) -> HttpResponse:
    """The year in a file (`ui.sheets.FORMS`)."""
    club = access.get_club_with_value(request, club_slug)
    found = queries.year_of(club, _wanted(request, queries.years_of(club, localdate())))
    total = found.total
    sheet = Sheet(
        title=_("Ce que les moyens partagés ont évité de dépenser"),
        subtitle=f"{club.name}, {found.year}",
        about=[words.saved_sentence(found.year, total.saved), *words.method()],
        heads=[_("Quoi"), _("Fois"), _("Temps"), _("Valeur"), _("Payé ou rendu"), _("Évité")],
        rows=[
            [
                line.label if line is not total else _("En tout"), line.count, duration(line.minutes),
                words.euros(line.worth), words.euros(line.paid + line.returned), words.euros(line.saved),
            ]
            for line in [*found.lines, total]
        ],
        widths=[5, 2, 3, 3, 3, 3],
    )  # fmt: skip
    return sheet.response(form)


def prices(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The club's prices by kind, by its organisers."""
    club = get_club_to_run(request, club_slug)
    initial = {**prices_of(club), "public": queries.is_public(club)}
    form = KindPricesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        actions.set_prices(club=club, actor=person(request), public=data.pop("public"), prices=data)
        messages.success(request, _("C'est gardé : ces prix valent pour les prêts à venir."))
        return redirect("lending:year", club.slug)
    return render(request, "lending/prices.html", {"form": form})


def references(request: HttpRequest, club_slug: str) -> HttpResponse:
    """What hiring one's own means costs elsewhere."""
    club, own, mine = access.get_club_and_structure(request, club_slug)
    if mine is None or mine not in own:
        messages.error(
            request, _("Ces prix se disent au nom d'une structure membre, et vous n'en représentez pas ici.")
        )
        return redirect("lending:index", club.slug)
    means = queries.means_of(club, mine)
    form = ReferencesForm(request.POST or None, means=means, prices=prices_of(club))
    if request.method == "POST" and form.is_valid():
        said = {resource: form.cleaned_data[f"means_{resource.pk}"] for resource, _cents in means}
        actions.say_prices(club=club, owner=mine, actor=person(request), prices=said)
        messages.success(request, _("C'est gardé : ces prix valent pour les prêts à venir."))
        return redirect(f"{reverse('lending:index', args=[club.slug])}?structure={mine.pk}")
    return render(request, "lending/references.html", {"form": form, "mine": mine, "means": means})
