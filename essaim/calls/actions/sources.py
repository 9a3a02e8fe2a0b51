"""Sources: added, paused, read now or by themselves; what breaks is told."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails, queries
from ..cleaning import one_line
from ..connectors import readers
from ..enums import Connector
from ..live import TOKEN_NAME, Session, Unread
from ..models import Source
from ..reports import Report
from .reading import read_payload

A_DAY = timedelta(hours=23)
FIRST_BACK_OFF, MOST_BACK_OFF = timedelta(hours=1), timedelta(days=7)
# A reader that died holds its source no longer than that.
HELD = timedelta(minutes=30)
TELL_AT = 2  # failures in a row: one alone is a server that restarts


def _check(kind: str, name: str, address: str, token_name: str) -> dict[str, Any]:
    name = one_line(name, 120)
    if not name:
        raise Refusal(_("Donnez un nom à cette source."), code="name", field="name")
    if kind == Connector.MAIL:
        raise Refusal(_("Les courriels ont déjà leur source."), code="kind", field="kind")
    address = address.strip()[:1000]
    if address and not address.startswith(("https://", "http://")):
        raise Refusal(_("L'adresse d'une source commence par https://."), code="address", field="address")
    if not address and not readers[kind].address:
        raise Refusal(_("Cette sorte de source a besoin de son adresse."), code="address", field="address")
    if token_name and not TOKEN_NAME.match(token_name):
        raise Refusal(
            _("Le nom de la variable commence par ESSAIM_CALLS_, en capitales."), code="token", field="token_name"
        )
    return {"kind": kind, "name": name, "address": address or readers[kind].address, "token_name": token_name}


@transaction.atomic
def add_source(
    *, club: Club | None, actor: User | None, kind: str, name: str, address: str = "", token_name: str = "",
    options: dict[str, Any] | None = None,
) -> Source:  # fmt: skip
    """Refuses `name`, `address`, `token`, `twice`, with their field. A source of a club has no token: its address is
    the organisers', the secrets are the operator's."""
    values = _check(kind, name, address, "" if club else token_name)
    held = dict(readers[kind].options) | (options or {})
    try:
        with transaction.atomic():
            source = Source.objects.create(club=club, options=held, **values)
    except IntegrityError:
        raise Refusal(_("Une source porte déjà ce nom."), code="twice", field="name") from None
    _journal(source, "add_source", actor)
    return source


@transaction.atomic
def update_source(
    *, source: Source, actor: User | None, name: str, address: str, token_name: str = "",
    options: dict[str, Any] | None = None,
) -> Source:  # fmt: skip
    """Refuses as `add_source`. A new address is read from the beginning."""
    source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    values = _check(source.kind, name, address, "" if source.club_id else token_name)
    if values["address"] != source.address:
        values |= {"etag": "", "last_modified": "", "failures": 0, "next_read_at": None, "last_count": 0}
    if options is not None:
        values["options"] = options
        values |= {"etag": "", "last_modified": ""}
    for field, value in values.items():
        setattr(source, field, value)
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:
        raise Refusal(_("Une source porte déjà ce nom."), code="twice", field="name") from None
    _journal(source, "update_source", actor)
    return source


@transaction.atomic
def pause_source(*, source: Source, actor: User | None, paused: bool) -> Source:
    """Read no more, or again. What it brought stays."""
    source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    source.paused = paused
    source.save(update_fields=["paused", "updated_at"])
    _journal(source, "pause_source" if paused else "resume_source", actor)
    return source


@transaction.atomic
def ask_to_read(*, source: Source, actor: User | None) -> None:
    """Read it as soon as the worker is free, whatever hour it would have waited for. Refuses `paused`."""
    source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if source.paused:
        raise Refusal(_("Cette source est en pause : reprenez-la d'abord."), code="paused")
    Source.objects.filter(pk=source.pk).update(next_read_at=None, etag="", last_modified="")
    _journal(source, "ask_to_read", actor)


def read_next() -> bool:
    """The worker's share: one source whose hour has come, from beginning to end. Whether there was one."""
    for source in queries.due_sources()[:20]:
        if _hold(source):
            read_source(source=source, held=True)
            return True
    return False


def read_source(*, source: Source, actor: User | None = None, held: bool = False) -> Report:
    """Ask a source and take in what it says; what goes wrong is in the report, and nothing is lost for it. Refuses
    (code `busy`) one that is being read."""
    if not held and not _hold(source):
        raise Refusal(_("Cette source est en train d'être lue."), code="busy")
    session, wait = Session(source), 0.0
    try:
        report = read_payload(source=source, payloads=_payloads(session), actor=actor)
    except _Unchanged:
        report = Report.from_json(source.report)
        report.error = ""
    except Refusal as refusal:
        report = Report(error=refusal.sentence)
        wait = refusal.wait if isinstance(refusal, Unread) else 0.0
    except BaseException:
        Source.objects.filter(pk=source.pk).update(reading_since=None)
        raise
    _settle(source, report, session, wait)
    return report


def _payloads(session: Session):
    for payload in session.pages():
        if session.unchanged:
            raise _Unchanged
        yield payload


class _Unchanged(Exception):
    """The source said 304."""


def _hold(source: Source) -> bool:
    """Whether this process reads it, and no other one."""
    now = timezone.now()
    free = Q(reading_since=None) | Q(reading_since__lt=now - HELD)
    return Source.objects.filter(free, pk=source.pk).update(reading_since=now) == 1


@transaction.atomic
def _settle(source: Source, report: Report, session: Session, wait: float) -> None:
    """Note how it went, and when to read again: tomorrow, or after a while that doubles at each failure."""
    now = timezone.now()
    source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    source.reading_since, source.last_read_at = None, now
    if report.error:
        source.failures += 1
        back_off = min(FIRST_BACK_OFF * 2 ** min(source.failures - 1, 12), MOST_BACK_OFF)
        source.next_read_at = now + max(back_off, timedelta(seconds=wait))
        source.report = {**source.report, "error": report.error, "reasons": report.reasons or []}
        if source.failures == TELL_AT:
            mails.source_broken(source, report)
    else:
        source.failures, source.last_success_at, source.next_read_at = 0, now, now + A_DAY
        source.report = report.as_json()
        if not session.unchanged:
            source.last_count = report.read
            source.etag, source.last_modified = session.etag, session.last_modified
    source.save()


def _journal(source: Source, verb: str, actor: User | None) -> None:
    journaled.tell(actor=actor, verb=f"calls.{verb}", subject=source, club=source.club, details={"name": source.name})


@transaction.atomic
def source_of_files(*, kind: str) -> Source:
    """The shared source of the files of a kind that the operator reads by hand; it is never read by itself."""
    name = _("Fichiers : %(kind)s") % {"kind": Connector(kind).label}
    found = Source.objects.filter(club=None, kind=kind, paused=True, address="").first()
    return found or Source.objects.create(kind=kind, name=name[:120], paused=True, options=dict(readers[kind].options))
