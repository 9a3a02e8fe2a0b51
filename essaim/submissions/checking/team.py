"""The composition: lead, shares, confirmations of the version in force, who left the club."""

from django.utils.translation import gettext as _

from essaim.dossiers import queries as dossiers
from essaim.dossiers import rules

from ..checks import Check, Subject
from ..enums import Urgency

_SHARES = ("no_lead", "no_form", "no_share", "sum")


def team_checks(subject: Subject) -> list[Check]:
    """One query."""
    found = [
        Check(
            f"team.{lack.code}", Urgency.BLOCKING, lack.sentence,
            subject.page("dossiers:shares" if lack.code in _SHARES else "dossiers:team"),
        )
        for lack in rules.lacks_to_send(subject.dossier, subject.partners)
    ]  # fmt: skip
    found += [
        Check(
            "team.gone", Urgency.SOON,
            _("%(name)s a quitté son club : demandez-lui si elle continue, sa place ici demeure.")
            % {"name": one.organization.name},
            subject.page("dossiers:team"),
        )
        for one in dossiers.gone_from_club(subject.partners)
    ]  # fmt: skip
    return found
