"""`essaim worker`: send the messages that wait, again and again."""

import signal
import threading

from django.db import OperationalError, close_old_connections
from django.utils.translation import gettext as _

from essaim.cli.command import OperatorCommand
from essaim.mail.actions import send_due

EVERY_SECONDS = 5


class Command(OperatorCommand):
    help = "Envoie les messages en attente. `essaim serve` le fait déjà ; utile à part sur plusieurs machines."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="envoyer ce qui attend, puis s’arrêter")

    def handle(self, **options) -> None:
        if options["once"]:
            sent = 0
            while count := send_due():
                sent += count
            self.say(_("%(count)s messages partis.") % {"count": sent})
            return
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_signal: stopping.set())
        while not stopping.is_set():
            try:
                count = send_due()
            except OperationalError as error:
                # A database that restarts: wait, do not die.
                self.stderr.write(str(error))
                count = 0
                close_old_connections()
            if not count:
                stopping.wait(EVERY_SECONDS)
