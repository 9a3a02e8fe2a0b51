"""A call that came by mail."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from ..connectors.mail import found_in
from ..enums import Connector
from ..models import Call, CallRecord, Source
from .common import journal
from .reading import take_in


def mails_of(club: Club) -> Source:
    """The source of what members of a club forward."""
    with override("fr"):
        name = _("Courriels transférés par les membres")
    return Source.objects.get_or_create(club=club, kind=Connector.MAIL, defaults={"name": name})[0]


@transaction.atomic
def take_forwarded(*, club: Club, actor: User, message_id: str, subject: str, text: str) -> Call:
    """The call that a forwarded mail speaks of, new or known. Refuses (code `title`) a mail without subject."""
    source = mails_of(club)
    found = found_in(message_id=message_id, subject=subject, text=text)
    report = take_in(source=source, rows=[found], actor=actor)
    if report.error:
        raise Refusal(report.error, code="broken")
    record = CallRecord.objects.select_related("call").get(source=source, external_id=found.external_id)
    call = record.call
    if report.created and call.added_by_id is None:
        Call.objects.filter(pk=call.pk).update(added_by=actor)
    journal(call, "forward", actor, title=call.title)
    return call
