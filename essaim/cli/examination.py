"""What `essaim doctor` looks at. Each check gives findings: well, worth a look, or wrong, with what to do."""

import imaplib
import shutil
import smtplib
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from imap_tools.errors import ImapToolsError

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.database import pending_migrations
from essaim.kernel.errors import Refusal
from essaim.mail.enums import MessageState
from essaim.mail.mailbox import open_mailbox
from essaim.mail.models import Message
from essaim.organizations.models import Sector
from essaim.territory.models import Municipality

Level = Literal["well", "look", "wrong"]
SOUND_SQLITE = (3, 51, 3)  # the WAL-reset corruption bug is fixed from here on
LITTLE_SPACE = 500 * 1024 * 1024  # bytes
OLD_BACKUP = timedelta(days=8)


@dataclass(frozen=True)
class Finding:
    level: Level
    what: str
    advice: str = ""


def python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    yield Finding("well" if good else "wrong", f"Python {version}", "" if good else _("Il faut Python 3.11 ou plus."))


def home() -> Iterator[Finding]:
    folder = Path(settings.ESSAIM_HOME)
    free = shutil.disk_usage(folder).free
    space = _("%(count)s Mo libres dans %(folder)s") % {"count": free // 1024 // 1024, "folder": folder}
    if free < LITTLE_SPACE:
        yield Finding("wrong", space, _("Libérez de la place : une base pleine ne peut plus rien noter."))
    else:
        yield Finding("well", space)
    key = folder / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield Finding("wrong", _("La clé secrète est lisible par d'autres."), f"chmod 600 {key}")


def database() -> Iterator[Finding]:
    try:
        missing = pending_migrations()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        yield Finding("wrong", _("La base ne répond pas : %(reason)s") % {"reason": error}, "DATABASE_URL")
        return
    if connection.vendor == "sqlite":
        sound = sqlite3.sqlite_version_info >= SOUND_SQLITE
        advice = "" if sound else _("Cette version peut abîmer la base : relancez make install.")
        yield Finding("well" if sound else "wrong", f"SQLite {sqlite3.sqlite_version}", advice)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            if (answer := cursor.fetchone()[0]) != "ok":
                advice = _("Arrêtez le service et restaurez la dernière sauvegarde.")
                yield Finding("wrong", _("La base est abîmée : %(reason)s") % {"reason": answer}, advice)
    else:
        yield Finding("well", f"PostgreSQL {connection.pg_version // 10000}")  # type: ignore[attr-defined]
    if missing:
        yield Finding("look", _("La base a %(count)s étapes de retard.") % {"count": missing}, "essaim migrate")


def reference() -> Iterator[Finding]:
    communes = Municipality.objects.count()
    if communes < 30_000:
        advice = "essaim import territory"
        yield Finding("look", _("%(count)s communes connues.") % {"count": communes}, advice)
    else:
        yield Finding("well", _("%(count)s communes connues.") % {"count": communes})
    if not Sector.objects.exists():
        yield Finding("look", _("Les secteurs ne sont pas chargés."), "essaim init")
    clubs = Club.objects.count()
    level: Level = "well" if clubs else "look"
    yield Finding(level, _("Clubs : %(count)s.") % {"count": clubs}, "" if clubs else "essaim init")
    if clubs and not User.objects.filter(is_operator=True).exists():
        yield Finding("look", _("Personne n'exploite l'installation."), "essaim init --operator ADRESSE")


def mail() -> Iterator[Finding]:
    if "smtp" not in settings.EMAIL_BACKEND:
        advice = _("Donnez ESSAIM_SMTP_URL pour que les messages partent : %(url)s.") % {
            "url": "smtp+tls://nom:secret@serveur:587"
        }
        yield Finding("look", _("Les messages s'écrivent dans un dossier, ils ne partent pas."), advice)
    else:
        address = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        try:
            kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
            with kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
                server.noop()
            yield Finding("well", _("Le serveur de messagerie %(address)s répond.") % {"address": address})
        except (OSError, smtplib.SMTPException) as error:
            what = _("Le serveur de messagerie %(address)s ne répond pas : %(reason)s") % {
                "address": address,
                "reason": error,
            }
            yield Finding("wrong", what, "ESSAIM_SMTP_URL")
    yield from mailbox()
    waiting = Message.objects.filter(
        state=MessageState.QUEUED, due_at__lt=timezone.now() - timedelta(minutes=15)
    ).count()
    if waiting:
        what = _("%(count)s messages attendent depuis plus d'un quart d'heure.") % {"count": waiting}
        yield Finding("look", what, _("essaim serve les envoie ; ou essaim worker --once."))
    if given_up := Message.objects.filter(state=MessageState.FAILED).count():
        yield Finding("look", _("%(count)s messages abandonnés.") % {"count": given_up})


def mailbox() -> Iterator[Finding]:
    """Whether the mailbox that is read answers."""
    if not settings.ESSAIM_IMAP_URL:
        advice = _("Donnez ESSAIM_IMAP_URL pour que les réponses et les retours soient lus.")
        yield Finding("look", _("Aucune boîte aux lettres n'est lue."), advice)
        return
    try:
        with open_mailbox(settings.ESSAIM_IMAP_URL):
            yield Finding("well", _("La boîte aux lettres répond."))
    except (OSError, ImapToolsError, imaplib.IMAP4.error, Refusal) as error:
        what = _("La boîte aux lettres ne répond pas : %(reason)s") % {"reason": error}
        yield Finding("wrong", what, "ESSAIM_IMAP_URL")


def address() -> Iterator[Finding]:
    url = settings.ESSAIM_URL
    if url.startswith("https://") or any(local in url for local in ("127.0.0.1", "localhost")):
        yield Finding("well", _("Adresse : %(url)s") % {"url": url})
    else:
        advice = _("Mettez un relais HTTPS devant Essaim, et ESSAIM_URL=https://…")
        yield Finding("look", _("L'adresse %(url)s n'est pas chiffrée.") % {"url": url}, advice)


def backups() -> Iterator[Finding]:
    archives = sorted((Path(settings.ESSAIM_HOME) / "backups").glob("*.tar.gz"))
    if not archives:
        yield Finding("look", _("Aucune sauvegarde dans le dossier."), "essaim backup")
        return
    made = datetime.fromtimestamp(archives[-1].stat().st_mtime, UTC)
    old = datetime.now(UTC) - made > OLD_BACKUP
    what = _("Dernière sauvegarde : %(date)s.") % {"date": f"{made:%Y-%m-%d %H:%M} UTC"}
    yield Finding("look" if old else "well", what, "essaim backup" if old else "")


CHECKS: list[Callable[[], Iterator[Finding]]] = [python, home, database, reference, mail, address, backups]


def examine() -> Iterator[Finding]:
    """Yield every finding. What asks a database that does not answer, or is not made yet, is left out."""
    for check in CHECKS:
        # `database` has said what is wrong, and what to do.
        with suppress(DatabaseError):
            yield from check()
