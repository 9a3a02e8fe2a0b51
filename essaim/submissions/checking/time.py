"""The deadline, and what became of the call."""

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.calls.enums import CallStatus
from essaim.calls.models import Call
from essaim.ui.templatetags.ui import day

from ..checks import Check, Subject
from ..enums import Urgency

NEAR = timedelta(days=3)


def deadline_checks(subject: Subject) -> list[Check]:
    """No query."""
    deadline, page = subject.dossier.deadline, subject.page("dossiers:edit")
    if deadline is None:
        return [Check("time.none", Urgency.TO_SEE, _("Aucune date limite n'est dite."), page)]
    if deadline <= subject.now:
        words = _("La date limite est passée, le %(day)s à %(hour)s.") % _moment(deadline)
        return [Check("time.past", Urgency.BLOCKING, words, page)]
    if deadline - subject.now > NEAR:
        return []
    hours = int((deadline - subject.now).total_seconds() // 3600)
    words = ngettext(
        "Il reste %(count)s heure avant la date limite, le %(day)s à %(hour)s.",
        "Il reste %(count)s heures avant la date limite, le %(day)s à %(hour)s.", hours,
    ) % {"count": hours, **_moment(deadline)}  # fmt: skip
    return [Check("time.near", Urgency.SOON, words, page)]


def call_checks(subject: Subject) -> list[Check]:
    """One query."""
    dossier = subject.dossier
    call = dossier.call
    if call is None:
        return []
    page = _page_of(subject, call)
    if call.status == CallStatus.CANCELLED:
        words = _("L'appel est annulé. Le dossier peut chercher un autre appel.")
        return [Check("call.cancelled", Urgency.BLOCKING, words, page)]
    found = []
    if call.status == CallStatus.CLOSED:
        found.append(Check("call.closed", Urgency.BLOCKING, _("L'appel est clos."), page))
    if call.status == CallStatus.AMENDED and call.changed_at and call.changed_at > dossier.created_at:
        words = _("L'appel a changé le %(day)s : relisez-le.") % {"day": day(call.changed_at)}
        found.append(Check("call.amended", Urgency.SOON, words, page))
    if call.deadline and dossier.deadline and call.deadline < dossier.deadline:
        words = _("L'appel finit plus tôt que ne le dit le dossier : le %(day)s à %(hour)s.") % _moment(call.deadline)
        found.append(Check("call.sooner", Urgency.BLOCKING, words, subject.page("dossiers:edit")))
    return found


def _page_of(subject: Subject, call: Call) -> str:
    """That of the call where the club shows it, else that of the dossier."""
    if call.club_id in (None, subject.club.pk):
        return reverse("calls:detail", args=[subject.club.slug, call.pk])
    return subject.page("dossiers:detail")


def _moment(value) -> dict[str, str]:
    return {"day": day(value), "hour": f"{localtime(value):%H:%M}"}
