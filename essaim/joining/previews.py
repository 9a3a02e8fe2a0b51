"""The messages of campaigns and applications, on examples."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.examples import PK, language, person, somebody
from essaim.clubs.examples import club
from essaim.kernel.hooks import mail_requested
from essaim.meetings.examples import meeting
from essaim.organizations.examples import organization, other

from . import mails
from .enums import ApplicationState, SponsoringState
from .mails.applications import to_people
from .models import Application, Campaign, Recipient, Sponsoring
from .queries.people import Someone

_WORDS = (
    "Bonjour,\n\nLe club réunit les structures de l’économie sociale et solidaire du canal. Le mois prochain, on parle "
    "de recruter ensemble : venez avec vos questions, repartez avec des noms.\n\nSami Verhaeghe, pour le club"
)


def _recipient(*, to_meeting: bool) -> Recipient:
    campaign = Campaign(
        pk=PK, club=club(), title="Automne", meeting=meeting() if to_meeting else None,
        subject="Une matinée pour recruter ensemble", words=_WORDS,
    )  # fmt: skip
    return Recipient(pk=PK, club=club(), campaign=campaign, organization=organization(), email=organization().email)


def _invitation() -> None:
    for to_meeting, reminder in ((True, False), (True, True), (False, False)):
        facts = mails.letter(_recipient(to_meeting=to_meeting), {}, person=None, reminder=reminder)
        mail_requested.tell(**facts, club=club(), stream=mails.STREAM)


def _application() -> Application:
    return Application(
        pk=PK, club=club(), organization=other(), name=somebody().name, role="directeur", email=somebody().email,
        why="Nous récupérons des matériaux et cherchons à qui ils serviraient.", state=ApplicationState.ASKED,
        language=language(), objections_until=timezone.localdate() + timedelta(days=15),
    )  # fmt: skip


def _sponsoring(**fields) -> Sponsoring:
    return Sponsoring(
        pk=PK, club=club(), application=_application(), state=SponsoringState.ASKED,
        words="Nous partageons un camion depuis deux ans, et il revient toujours propre.",
        **{"sponsor": organization(), **fields},
    )  # fmt: skip


def _follow() -> None:
    for confirm in (True, False):
        mails.please_follow(_application(), confirm=confirm)


def _vouched() -> None:
    mails.vouched(_application(), _sponsoring())
    mails.vouched(_application(), _sponsoring(sponsor=None))


def _to_member(name: str, *, stream: str = "", **extra) -> None:
    to_people([Someone(person().email, person().language)], _application(), name, "", stream, **extra)


def _to_organiser() -> None:
    for what in ("new", "ready", "silent", "contested", "board_no", "withdrawn"):
        _to_member("to_organiser", what=what)


PREVIEWS = {
    "joining.invitation": _invitation,
    "joining.trial": lambda: mails.trial(_recipient(to_meeting=True), {}, person()),
    "joining.please_follow": _follow,
    "joining.proposed": lambda: mails.proposed(_application(), _sponsoring()),
    "joining.sponsor_asked": lambda: _to_member("sponsor_asked", stream=mails.SPONSORING, sponsor=organization()),
    "joining.sponsor_reminded": lambda: _to_member("sponsor_reminded", stream=mails.SPONSORING, sponsor=organization()),
    "joining.sponsor_declined": lambda: mails.sponsor_declined(_application(), _sponsoring()),
    "joining.vouched": _vouched,
    "joining.presented": lambda: _to_member("presented", stream=mails.ADMISSIONS),
    "joining.vote_asked": lambda: _to_member("vote_asked", needed=2),
    "joining.to_organiser": _to_organiser,
    "joining.welcome": lambda: mails.welcome(_application()),
    "joining.forgotten": lambda: mails.forgotten(_application()),
    "joining.refused": lambda: mails.refused(_application()),
}
