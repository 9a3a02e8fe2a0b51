"""`essaim worker`: send the messages that wait, again and again; once a day, do the day's work."""

import imaplib
import logging
import signal
import threading
import time
from datetime import date

from django.conf import settings
from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from imap_tools.errors import ImapToolsError

from essaim.cli.command import OperatorCommand
from essaim.cli.running import running
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import background_work, daily_tasks
from essaim.mail.actions import Courier, gather, read_mailbox

EVERY_SECONDS = 1  # a person waits for the code to sign in
READ_EVERY_SECONDS = 60
LEAVE_SECONDS = 10  # for the mailbox to answer, when the worker stops; what was not read whole is read again
log = logging.getLogger(__name__)


class Command(OperatorCommand):
    help = "Envoie les messages en attente et fait le travail du jour. `essaim serve` le fait déjà."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="faire ce qui attend, puis s’arrêter")

    def handle(self, **options) -> None:
        if options["once"]:
            do_the_day(localdate())
            while do_long_work():
                pass
            read_mailbox()
            gather()
            with Courier() as courier:
                sent = 0
                while count := courier.work():
                    sent += count
            self.say(_("%(count)s messages partis.") % {"count": sent})
            return
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_signal: stopping.set())
        with running():
            # A mailbox that is slow to answer must not keep a code to sign in waiting.
            reader = threading.Thread(target=self._read, args=(stopping,), name="incoming mail", daemon=True)
            reader.start()
            try:
                self._work(stopping)
            finally:
                # Whatever ended it: a reader left alone would keep a process alive that sends nothing, and nobody
                # would start it again.
                stopping.set()
                reader.join(timeout=LEAVE_SECONDS)

    def _read(self, stopping: threading.Event) -> None:
        while settings.ESSAIM_IMAP_URL and not stopping.wait(READ_EVERY_SECONDS):
            try:
                read_mailbox()
            except (OSError, ImapToolsError, imaplib.IMAP4.error, Refusal, DatabaseError) as error:
                log.warning("the mailbox was not read: %s", error)
            finally:
                close_old_connections()

    def _work(self, stopping: threading.Event) -> None:
        # Imports take minutes, a code to sign in must not wait for them. The thread dies with the process: what it was
        # writing is rolled back, and taken up again at the next start.
        threading.Thread(target=work_beside, args=[stopping], name="long work", daemon=True).start()
        done_for: date | None = None
        courier = Courier()
        looked = 0.0
        while not stopping.is_set():
            count = 0
            try:
                if done_for != (today := localdate()):
                    do_the_day(today)
                    done_for = today
                if time.monotonic() - looked > READ_EVERY_SECONDS:
                    gather()
                    looked = time.monotonic()
                count = courier.work()
            except OperationalError as error:
                # A database that restarts: wait, do not die.
                self.stderr.write(str(error))
                courier.abandon()
                close_old_connections()
                courier = Courier()
            if not count:
                stopping.wait(EVERY_SECONDS)
        courier.close()


def work_beside(stopping: threading.Event) -> None:
    while not stopping.is_set():
        if not do_long_work():
            stopping.wait(EVERY_SECONDS)
    close_old_connections()


def do_long_work() -> bool:
    """Call every piece of long work once; one that fails does not stop the others. Whether there was any."""
    worked = False
    for work in background_work:
        try:
            worked = work() or worked
        except OperationalError as error:
            log.warning("long work waits: %s", error)
            close_old_connections()
        except Exception:
            log.exception("a piece of long work failed")
    return worked


def do_the_day(today: date) -> None:
    """Call every daily task; one that fails does not stop the others."""
    for task in daily_tasks:
        try:
            task(today)
        except OperationalError:
            raise
        except Exception:
            log.exception("a task of the day failed")
