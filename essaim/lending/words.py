"""Amounts and balances, as one says them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from essaim.resources.enums import Terms
from essaim.resources.models import Booking
from essaim.ui.templatetags.ui import duration, to


def euros(cents: int) -> str:
    """`185050` → « 1 850,50 € », without the cents when there are none."""
    return f"{number_format(cents / 100, 2 if cents % 100 else 0, use_l10n=True, force_grouping=True)} €"


def amounts(minutes: int, cents: int, owed_minutes: int) -> str:
    """« 4 h, 12 € dus, 2 h en retour »: what a line is about."""
    parts = [duration(minutes)] if minutes else []
    if cents:
        parts.append(_("%(amount)s de participation") % {"amount": euros(cents)})
    if owed_minutes:
        parts.append(_("%(time)s d'aide en retour") % {"time": duration(owed_minutes)})
    return ", ".join(parts)


def time_sentence(given: int, got: int) -> str:
    """Over a time, what was lent and borrowed; never who is ahead."""
    if given and got:
        return _("Vous avez prêté l'équivalent de %(given)s et emprunté %(got)s.") % {
            "given": duration(given), "got": duration(got),
        }  # fmt: skip
    if given:
        return _("Vous avez prêté l'équivalent de %(given)s.") % {"given": duration(given)}
    if got:
        return _("Vous avez emprunté l'équivalent de %(got)s.") % {"got": duration(got)}
    return _("Rien de prêté ni d'emprunté sur cette période.")


def pair_sentence(name: str, given: int, got: int) -> str:
    """« La Brouette : prêté 4 h, emprunté 2 h »."""
    return _("Vous et %(name)s : prêté %(given)s, emprunté %(got)s.") % {
        "name": name, "given": duration(given) if given else _("rien"), "got": duration(got) if got else _("rien"),
    }  # fmt: skip


def due_sentences(name: str, cents: int, minutes: int) -> list[str]:
    """What is due between us and them; positive: to us. Nothing when we are quits."""
    lines = []
    several = name.startswith("Les ")  # « Les Vélos du Canal vous doivent »
    if cents > 0:
        said = _("%(name)s vous doivent %(amount)s.") if several else _("%(name)s vous doit %(amount)s.")
        lines.append(said % {"name": name, "amount": euros(cents)})
    elif cents < 0:
        lines.append(_("Vous devez %(amount)s %(to)s.") % {"to": to(name), "amount": euros(-cents)})
    if minutes > 0:
        said = _("%(name)s vous doivent %(time)s d'aide.") if several else _("%(name)s vous doit %(time)s d'aide.")
        lines.append(said % {"name": name, "time": duration(minutes)})
    elif minutes < 0:
        lines.append(_("Vous devez %(time)s d'aide %(to)s.") % {"to": to(name), "time": duration(-minutes)})
    return lines


def condition_of(booking: Booking) -> str:
    """« Gratuit », « 20 € par jour, 0,25 € par kilomètre », « 2 h d'aide en retour »: what an agreement says of the
    price."""
    if booking.terms == Terms.HOURS:
        return _("%(time)s d'aide en retour, sans argent.") % {"time": duration(booking.counterpart)}
    if booking.terms != Terms.SHARE:
        return _("Gratuit.")
    rates = [
        (booking.per_hour, _("par heure")), (booking.per_day, _("par jour")), (booking.per_km, _("par kilomètre")),
        (booking.per_measure, _("par %(measure)s") % {"measure": booking.measure or _("unité")}),
    ]  # fmt: skip
    said = ", ".join(f"{euros(cents)} {unit}" for cents, unit in rates if cents)
    return _("Participation aux frais, sans bénéfice : %(rates)s.") % {"rates": said}


def saved_sentence(year: int, cents: int) -> str:
    """« Grâce aux moyens partagés, le club a évité de dépenser 3 450 € en 2026 »."""
    if cents <= 0:
        return _("Rien à compter pour %(year)s.") % {"year": year}
    return _("Grâce aux moyens partagés, les membres ont évité de dépenser %(amount)s en %(year)s.") % {
        "amount": euros(cents), "year": year,
    }  # fmt: skip


def method() -> list[str]:
    """How it is counted, a sentence each."""
    return [
        _("Chaque prêt rendu compte pour ce qu'aurait coûté une location : le prix que dit la structure qui prête, "
          "sinon celui que le club donne à ce genre de moyen. Huit heures font une journée ; une heure de personne "
          "compte à l'heure."),
        _("On en retire ce qui a été payé en participation aux frais, et les heures dues en retour, au prix d'une "
          "heure de personne."),
        _("Les prix sont ceux du jour où le prêt s'est écrit. Les lignes annulées ne comptent pas. C'est un ordre de "
          "grandeur, pas une comptabilité."),
    ]  # fmt: skip
