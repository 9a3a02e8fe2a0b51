"""One conversation with the mail server for many messages, each handed over step by step.

With SMTP the last line of a message is sent apart, so that the database knows that it is about to be; other backends
of Django (a folder, the console, the tests' memory) take the message whole.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from .composing import Letter

# A server may think for minutes before it says that it takes a message; who hangs up earlier makes doubles
# (RFC 5321 §4.5.3.2.6, RFC 1047).
LAST_ANSWER_SECONDS = 600


class Unreachable(Exception):
    """The server does not answer, or not as it should: no message is to blame."""


class Rejected(Exception):
    """The server refuses this message. `permanent`: asking again would change nothing; `address`: it knows no such
    recipient."""

    def __init__(self, code: int, words: bytes | str, *, address: bool = False) -> None:
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        super().__init__(f"{code} {' '.join(text.split())}")
        # 5.7.x: a matter of policy or of our own settings (relaying, sign-in), that an operator can mend.
        self.permanent = 500 <= code < 600 and not re.match(r"\s*5\.7\.", text)
        self.address = address and self.permanent and bool(re.match(r"\s*(5\.1\.|(?!\d\.\d))", text))


class Transport:
    """Opened at the first message, opened again when the server hung up between two."""

    def __init__(self) -> None:
        self._backend = get_connection()
        self._used = False  # whether this conversation has already carried a message

    def hand_over(self, letter: Letter, *, before_end: Callable[[], None], after_end: Callable[[], None]) -> None:
        """Give one message. `before_end` is called when only its end is left to send (what it raises keeps the message
        from being sent); `after_end` as soon as it has gone, before the server answers.

        Raises Unreachable or Rejected.
        """
        if not isinstance(self._backend, EmailBackend):
            before_end()
            self._backend.send_messages([letter])
            after_end()
            return
        ended = False

        def note() -> None:
            nonlocal ended
            ended = True
            after_end()

        for again in (True, False):
            used = self._used
            try:
                self._converse(self._open(), letter, before_end, note)
                return
            except Rejected:
                raise
            except (OSError, smtplib.SMTPException) as error:
                self.hang_up()
                # It may have hung up since the last message: once more, unless this one had left.
                if not (again and used) or ended:
                    raise Unreachable(str(error) or type(error).__name__) from error
            except BaseException:
                self.hang_up()  # in the middle of a message nothing else can be said
                raise

    def _open(self) -> smtplib.SMTP:
        backend: EmailBackend = self._backend  # type: ignore[assignment]
        backend.open()
        smtp = backend.connection
        if smtp is None:
            raise Unreachable("no connection")
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _converse(self, smtp: smtplib.SMTP, letter: Letter, before_end, after_end) -> None:
        # Whole lines only, and none that looks like the end (RFC 5321 §4.5.2): nothing can be smuggled in.
        lines = re.split(rb"\r\n|\r|\n", letter.message().as_bytes(linesep="\r\n").rstrip(b"\r\n"))
        body = b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)
        options = [f"size={len(body)}"] if smtp.does_esmtp and smtp.has_extn("size") else []
        self._expect(smtp, 250, smtp.mail(sanitize_address(letter.from_email, "ascii"), options))
        [recipient] = letter.recipients()
        self._expect(smtp, 250, smtp.rcpt(sanitize_address(recipient, "utf-8")), address=True)
        self._expect(smtp, 354, smtp.docmd("DATA"))
        smtp.send(body)
        before_end()
        smtp.send(b".\r\n")
        after_end()
        answer = self._last_answer(smtp)
        self._expect(smtp, 250, answer)
        self._used = True

    def _last_answer(self, smtp: smtplib.SMTP) -> tuple[int, bytes]:
        if smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("hung up after the message")
        patience = smtp.sock.gettimeout()
        smtp.sock.settimeout(LAST_ANSWER_SECONDS)
        answer = smtp.getreply()
        if smtp.sock is not None:
            smtp.sock.settimeout(patience)
        return answer

    def _expect(self, smtp: smtplib.SMTP, wanted: int, answer: tuple[int, bytes], *, address: bool = False) -> None:
        code, words = answer
        if code // 100 == wanted // 100:
            return
        if code in (421, -1):
            raise smtplib.SMTPServerDisconnected(f"{code} {words!r}")
        smtp.rset()
        self._used = True
        raise Rejected(code, words, address=address)

    def hang_up(self) -> None:
        """Drop the conversation, whatever its state."""
        self._used = False
        if isinstance(self._backend, EmailBackend) and self._backend.connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._backend.connection.close()
            self._backend.connection = None

    def close(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._backend.close()
        self._used = False
