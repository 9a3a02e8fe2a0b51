"""What is not kept for ever."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ..enums import MessageState
from ..models import IncomingMessage, Message

# The words of what was sent serve to answer questions about it; who was written to, for as long as a prospect may be
# kept after the last contact: three years (CNIL's guide to retention periods).
WORDS = timedelta(days=365)
ROWS = timedelta(days=3 * 365)
INCOMING = timedelta(days=365)
# The words of a sign-in code that never left.
SECRETS = timedelta(days=1)
WAITING = (MessageState.QUEUED, MessageState.SENDING, MessageState.HELD)


def forget_old(today: date) -> None:
    """Task of the day: erase the words of messages after a year, messages after three."""
    now = timezone.make_aware(datetime.combine(today, time()))
    done = Message.objects.exclude(state__in=WAITING)
    done.filter(created_at__lt=now - WORDS).exclude(text="").update(text="", html="", calendar="")
    secret = done.filter(kind__startswith="account", created_at__lt=now - SECRETS)
    secret.exclude(text="").update(text="", html="")
    done.filter(created_at__lt=now - ROWS).delete()
    IncomingMessage.objects.filter(created_at__lt=now - INCOMING).delete()
