"""The hooks of the house, and the registries that any app may fill."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .registry import Hook, Registry

journaled = Hook(
    "Something was done. Facts: actor (user or None), verb (str, e.g. 'organizations.update'), subject (model "
    "instance), club (or None), details (dict that JSON can hold)."
)
journaled_together = Hook(
    "The same was done to many things, in one act. Facts: as `journaled`, with subjects (list of model instances) "
    "instead of subject. What another app must hear of each is told by `journaled`."
)
organizations_changed = Hook("Organizations were created, changed or taken away. Facts: ids (list of int).")
club_territory_changed = Hook("A club was created, or its territory changed. Facts: club.")
mail_requested = Hook(
    "A message is to be sent, once, after the transaction commits. Facts: kind (str), to (address), language "
    "('fr' or 'en'), subject (str), text (str), html (str or ''), key (str: the same key is never queued twice), "
    "club (or None); and maybe reply_to (address), calendar (an iCalendar object, its METHOD inside), stream (a name "
    "of `mail_streams`; none for what the person's own act asked for, which nobody refuses)."
)
mails_requested = Hook(
    "Many messages of one club and stream are to be sent, as `mail_requested` says, in a few queries. Facts: messages "
    "(list of what it takes, club and stream aside), club (or None), stream (one that is not gathered, or '')."
)
mail_settled = Hook(
    "What became of a message. Facts: key, kind and to (as it was requested), outcome ('sent', 'failed', 'bounced' or "
    "'refused': the person had unsubscribed). A message sent may bounce later."
)


@dataclass(frozen=True)
class NavigationEntry:
    """A place in the header. `url` gives its address for a request, `visible` says whether to show it.

    With `about`, a sentence, it is a tool of whoever runs a club: inside a club it stands on the page « Animer », and
    in the header elsewhere.
    """

    label: Any
    icon: str
    url: Callable[[Any], str]
    visible: Callable[[Any], bool]
    prefix: str = ""  # names of the URL namespaces that make it current, apart by a space
    about: Any = ""


@dataclass(frozen=True)
class MailStream:
    """News that a person may refuse with one click, club by club. `label` and `about` are read on the page of choices.

    `gathered`: may wait for the person's daily or weekly digest; what has an answer to give or a date near leaves at
    once.
    """

    label: Any
    about: Any
    gathered: bool = True


navigation: Registry[NavigationEntry] = Registry()
mail_streams: Registry[MailStream] = Registry()
# By app: for each kind of message, a function () -> None that asks for it (`mail_requested`) on examples that are in no
# database, in the language under way; once for each of its variants. Developers read them under /composants/messages/.
mail_previews: Registry[Mapping[str, Callable[[], Any]]] = Registry()
dashboard_tiles: Registry[Callable[[Any], Any]] = Registry()
# Functions request -> dict, merged into the context of every page. Values that cost a query must be lazy.
page_context: Registry[Callable[[Any], dict]] = Registry()
# Functions person -> what the app keeps about them, as JSON can hold it: the part of that name in the file that each
# person may take away (GDPR art. 15 and 20).
personal_data: Registry[Callable[[Any], Any]] = Registry()
# Functions person -> None that erase or unname what the app keeps about someone who closes their account (art. 17), in
# one transaction. A refusal (`kernel.errors.Refusal`) stops it all: say what to do first.
forget_person: Registry[Callable[[Any], Any]] = Registry()
# Functions day -> None that the worker calls once a day. They may be called again on the same day: each remembers, in
# the database, what it has done.
daily_tasks: Registry[Callable[[date], Any]] = Registry()
# Functions () -> whether there was something to do: one piece of long work that waits, from beginning to end. The
# worker calls them again and again, one at a time, beside the mail. Work that a stopped worker left half done must be
# found again: keep in the database what is to be done, not who does it.
background_work: Registry[Callable[[], bool]] = Registry()
