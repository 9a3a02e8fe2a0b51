"""Hours, pay and distances, said as people say them."""

from math import ceil

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from essaim.kernel.text import NO_BREAK

from .engine.problem import DAYS
from .enums import PayPeriod
from .models import Offer, PostSearch, SharedPart, SharedPost

FULL_TIME = 35 * 60  # minutes a week, Labour code L3121-27
DAY_NAMES = [
    gettext_lazy("lundi"), gettext_lazy("mardi"), gettext_lazy("mercredi"), gettext_lazy("jeudi"),
    gettext_lazy("vendredi"), gettext_lazy("samedi"),
]  # fmt: skip


def hours(minutes: int | None) -> str:
    """`1050` → « 17 h 30 »; '' for None."""
    if minutes is None:
        return ""
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02}" if rest else f"{whole} h"


def euros(cents: int) -> str:
    """`185050` → « 1 850,50 € », without the cents when there are none."""
    places = 2 if cents % 100 else 0
    return f"{number_format(cents / 100, places, use_l10n=True, force_grouping=True)}{NO_BREAK}€"


def pay(offer: Offer) -> str:
    """« 1 850 € à 2 100 € par mois, brut », or ''."""
    least, most = offer.pay_least, offer.pay_most
    period = PayPeriod(offer.pay_period).label
    if least is not None and most is not None and least != most:
        return _("%(least)s à %(most)s %(period)s") % {"least": euros(least), "most": euros(most), "period": period}
    if least is not None:
        amount = euros(least)
        return f"{amount} {period}"
    return _("jusqu'à %(most)s %(period)s") % {"most": euros(most), "period": period} if most is not None else ""


def kilometres(distance: float | None) -> str:
    """« 9 km »; « sur place » under one; '' for None."""
    if distance is None:
        return ""
    return _("%(count)s km") % {"count": round(distance)} if distance >= 1 else _("sur place")


def week(slots: int) -> str:
    """The half-days of a week, in words: « du lundi au mercredi, jeudi matin »."""
    whole = [slots >> 2 * day & 3 for day in range(DAYS)]
    said, day = [], 0
    while day < DAYS:
        last = day
        while whole[day] == 3 and last + 1 < DAYS and whole[last + 1] == 3:
            last += 1
        if whole[day] == 3 and last > day:
            joined = _("du %(first)s au %(last)s") if last > day + 1 else _("%(first)s et %(last)s")
            said.append(joined % {"first": DAY_NAMES[day], "last": DAY_NAMES[last]})
        elif whole[day] == 3:
            said.append(str(DAY_NAMES[day]))
        elif whole[day]:
            half = _("%(day)s matin") if whole[day] == 1 else _("%(day)s après-midi")
            said.append(half % {"day": DAY_NAMES[day]})
        day = last + 1
    return ", ".join(said)


def sentences(post: SharedPost, parts: list[SharedPart]) -> list[str]:
    """A post in words: how much, with whom and when, what is missing, what costs."""
    minutes = sum(part.minutes for part in parts)
    employers = len({part.need.organization_id for part in parts})
    said = [
        ngettext(
            "%(hours)s par semaine, %(count)s employeur.", "%(hours)s par semaine, %(count)s employeurs.", employers
        )
        % {"hours": hours(minutes), "count": employers}
    ]
    said += [
        _("%(hours)s chez %(name)s : %(week)s.")
        % {"hours": hours(part.minutes), "name": part.need.organization.name, "week": week(part.slots)}
        for part in parts
    ]
    if post.farthest_km >= 1:
        said.append(_("Les lieux sont à moins de %(km)s km les uns des autres.") % {"km": ceil(post.farthest_km)})
    elif not any(part.need.remote for part in parts):
        said.append(_("Tout se fait dans la même commune."))
    if post.changes:
        said.append(
            ngettext(
                "Un jour par semaine, on change de lieu à midi.",
                "%(count)s jours par semaine, on change de lieu à midi.",
                post.changes,
            )
            % {"count": post.changes}
        )
    missing = FULL_TIME - minutes
    said.append(
        _("Il manque %(hours)s pour un temps plein.") % {"hours": hours(missing)}
        if missing > 0
        else _("C'est un temps plein.")
    )
    occupations = list(dict.fromkeys(part.need.occupation for part in parts))
    if len(occupations) > 1:
        said.append(_("Des métiers voisins : %(names)s.") % {"names": ", ".join(occupations)})
    return said


def outcome(search: PostSearch) -> str:
    """What a search that ended has found, and how far it is from what no choice can pass."""
    if search.posts is None:
        return _("La recherche s'est interrompue plusieurs fois. Recommencez, ou prévenez qui tient la plateforme.")
    if not search.posts:
        return _("Rien à combiner pour l'instant : il faut des jours et des métiers qui s'accordent.")
    said = ngettext("%(count)s poste possible.", "%(count)s postes possibles.", search.posts) % {"count": search.posts}
    if search.bound <= search.objective:
        proof = _("On ne peut pas faire mieux avec ces besoins.")
    else:
        gap = number_format(100 * (search.bound - search.objective) / search.bound, 1)
        proof = _("Au mieux, on gagnerait encore %(gap)s %%.") % {"gap": gap}
    return f"{said} {proof}"
