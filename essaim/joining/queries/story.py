"""The trail in words: the steps, what waits for whom, what happened before and since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from essaim.clubs.enums import Admission
from essaim.meetings.models import Attendance
from essaim.ui.templatetags.ui import day

from ..enums import APPLICATION_VERBS, ApplicationState, SponsoringState
from ..models import Application, Recipient
from .trail import Trail

_S = ApplicationState


@dataclass(frozen=True)
class Moment:
    """A line of the timeline."""

    at: datetime
    what: str
    who: str = ""
    words: str = ""


def steps_of(trail: Trail) -> tuple[list[str], int]:
    """The names of the steps, and the number of the present one (from 1)."""
    charter = [_("Charte")] if trail.has_charter else []
    names = [_("Demande"), _("Parrainage"), *charter, _("Admission"), _("Bienvenue")]
    state = trail.application.state
    if state in (_S.NEW, _S.PROPOSED):
        return names, 1
    if state in (_S.SEEKING, _S.ASKED):
        return names, 2
    if trail.waits_for_charter:
        return names, 3
    if state == _S.ADMITTED:
        return names, len(names)
    return names, len(names) - 1


def waiting(trail: Trail) -> str:
    """What waits for whom, in a sentence."""
    application, name = trail.application, trail.application.organization.name
    words: dict[str, Any] = {"name": name, "yes": trail.yes, "needed": trail.needed}
    if trail.sponsoring and trail.sponsoring.sponsor:
        words["sponsor"] = trail.sponsoring.sponsor.name
    state = application.state
    if state == _S.ASKED:
        return _("%(sponsor)s a la demande depuis le %(day)s. Nous le lui rappelons après 7 et 14 jours.") % (
            words | {"day": day(trail.sponsoring.created_at) if trail.sponsoring else ""}
        )
    if state == _S.OPEN:
        return _("Sans opposition d'un membre jusqu'au %(day)s compris, %(name)s sera membre.") % (
            words | {"day": day(application.objections_until)}
        )
    if state == _S.SPONSORED:
        return _sponsored(trail) % words
    sentences = {
        _S.NEW: _("Reste à confirmer la demande : c'est le bouton ci-dessous."),
        _S.PROPOSED: _("%(name)s dit si elle veut rejoindre le club."),
        _S.SEEKING: _("%(name)s cherche un membre qui la connaisse. Sinon, l'animation peut se porter garante."),
        _S.CONTESTED: _("Un membre s'oppose. L'animation parle avec chacun, puis décide."),
        _S.ADMITTED: _("%(name)s est membre du club. Bienvenue."),
        _S.REFUSED: _("Le club n'a pas admis %(name)s cette fois."),
        _S.WITHDRAWN: _("%(name)s a retiré sa demande. Elle peut revenir quand elle veut."),
    }
    return sentences[ApplicationState(state)] % words


def _sponsored(trail: Trail) -> str:
    if trail.waits_for_charter:
        return _("La charte attend la signature de %(name)s.")
    if trail.young:
        return _("Le club commence : l'un des fondateurs peut admettre %(name)s.")
    if trail.way == Admission.BOARD:
        return _("Le bureau vote : %(yes)s oui sur %(needed)s qu'il faut.")
    if trail.way == Admission.MEMBERS:
        return _("%(name)s va être présentée aux membres.")
    return _("La décision revient à l'animation du club.")


def moments_of(application: Application) -> list[Moment]:
    """From the first invitation to the last act. Three queries."""
    organization, club = application.organization, application.club
    invited = Recipient.objects.filter(club=club, organization=organization, asked__gt=0).select_related("campaign")
    came = Attendance.objects.filter(club=club, organization=organization, checked_in_at__isnull=False).select_related(
        "meeting"
    )
    moments = [Moment(row.asked_at, _("Invitée par le club"), words="") for row in invited if row.asked_at]
    moments += [
        Moment(row.checked_in_at, _("Venue à la rencontre « %(title)s »") % {"title": row.meeting.title})
        for row in came
        if row.checked_in_at
    ]
    moments += [
        Moment(event.at, str(APPLICATION_VERBS[event.verb].past), event.who, event.words)
        for event in application.events.all()
    ]
    return sorted(moments, key=lambda moment: moment.at)


def declined_by(application: Application) -> Sequence[str]:
    rows = application.sponsorings.filter(state=SponsoringState.DECLINED, sponsor__isnull=False)
    return list(rows.values_list("sponsor__name", flat=True))
