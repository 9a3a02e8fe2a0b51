"""One step of an application: the row held, the table looked at, the event and the journal written."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs import actions as clubs
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import APPLICATION_VERBS, ApplicationState, SponsoringState
from ..models import Application, ApplicationEvent


def held(application: Application) -> Application:
    """Read the application again and hold its row until the transaction ends."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("organization", "club", "user")
    return rows.get(pk=application.pk)


def check(application: Application, verb: str) -> None:
    """Refuse a verb that the present state does not know."""
    if application.state not in APPLICATION_VERBS[verb].starts:
        raise Refusal(sentence_of(application), code="state")


def sentence_of(application: Application) -> str:
    """Why nothing more is done, by the state."""
    name = application.organization.name
    sentences = {
        ApplicationState.NEW: _("%(name)s n'a pas encore confirmé sa demande."),
        ApplicationState.PROPOSED: _("%(name)s n'a pas encore répondu à la proposition."),
        ApplicationState.SEEKING: _("%(name)s cherche encore qui la parraine."),
        ApplicationState.ASKED: _("Un membre est déjà sollicité pour parrainer %(name)s."),
        ApplicationState.SPONSORED: _("%(name)s est déjà parrainée."),
        ApplicationState.OPEN: _("%(name)s est déjà présentée aux membres."),
        ApplicationState.CONTESTED: _("Un membre s'oppose à l'entrée de %(name)s : l'animation tranche."),
        ApplicationState.ADMITTED: _("%(name)s est déjà membre du club."),
        ApplicationState.REFUSED: _("La candidature de %(name)s est close."),
        ApplicationState.WITHDRAWN: _("%(name)s a retiré sa candidature."),
    }
    return sentences[ApplicationState(application.state)] % {"name": name}


def move(application: Application, verb: str, *, actor: User | None, who: str = "", words: str = "") -> None:
    """Write the state that the verb leads to, the line of the trail, the journal. The row is held by the caller."""
    check(application, verb)
    application.state = APPLICATION_VERBS[verb].state or application.state
    application.save()
    note(application, verb, actor=actor, who=who, words=words)


def note(application: Application, verb: str, *, actor: User | None, who: str = "", words: str = "") -> None:
    ApplicationEvent.objects.create(
        club=application.club, application=application, verb=verb, after=application.state, actor=actor,
        who=(who or (str(actor) if actor else ""))[:200], words=words[:400],
    )  # fmt: skip
    journaled.tell(
        actor=actor, verb=f"joining.{verb}", subject=application, club=application.club,
        details={"organization": application.organization_id},
    )  # fmt: skip


def begin(verb: str, **values) -> Application:
    """Make the application in the state that the verb leads to. Refuses (code `under_way`) a second one."""
    state = APPLICATION_VERBS[verb].state
    if state is None:
        raise ValueError(f"{verb} begins nothing")
    try:
        with transaction.atomic():
            return Application.objects.create(state=state, **values)
    except IntegrityError:
        raise Refusal(
            _("%(name)s a déjà une candidature en cours.") % {"name": values["organization"].name}, code="under_way"
        ) from None


def close(application: Application, actor: User | None) -> None:
    """What an application leaves behind when it ends without admission."""
    application.sponsorings.filter(state=SponsoringState.ASKED).update(state=SponsoringState.LAPSED)
    candidate = Membership.objects.filter(
        club=application.club, organization=application.organization, state=MembershipState.CANDIDATE
    )
    if candidate.exists():
        clubs.leave(club=application.club, organization=application.organization, actor=actor)
