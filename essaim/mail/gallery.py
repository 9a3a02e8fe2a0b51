"""Every message of the house drawn on examples, for developers. Nothing is queued, nothing is saved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from essaim.accounts.examples import PK
from essaim.kernel.hooks import mail_previews, mail_requested, mails_requested

from .composing import Letter, compose
from .models import Message
from .streams import label_of


@dataclass(frozen=True)
class Specimen:
    """One message as it would leave: `letter` has its headers, its text, its HTML and its calendar."""

    kind: str
    number: int  # from 1, among the variants of its kind
    message: Message
    letter: Letter
    of: int = 1  # how many variants its kind has

    @property
    def html(self) -> str:
        return str(self.letter.alternatives[0][0])

    @property
    def text(self) -> str:
        return str(self.letter.body)

    @property
    def stream(self) -> str:
        return label_of(self.message.stream) if self.message.stream else ""

    @property
    def sender(self) -> str:
        return str(self.letter.extra_headers["From"])


def specimens_of(app: str, kind: str) -> list[Specimen]:
    """The variants of a message, in the language under way. Raises `KeyError` when nobody registered it."""
    with mail_requested.aside() as told, mails_requested.aside() as together:
        mail_previews[app][kind]()
    told += [one | {"club": many["club"], "stream": many["stream"]} for many in together for one in many["messages"]]
    found = []
    for number, facts in enumerate(told, start=1):
        message = Message(**facts, pk=PK)
        found.append(Specimen(kind, number, message, compose(message)))
    return [replace(one, of=len(found)) for one in found]


def all_specimens() -> Iterator[tuple[str, list[Specimen]]]:
    """The messages of each app, under its name."""
    for app, previews in mail_previews.items():
        yield app, [one for kind in previews for one in specimens_of(app, kind)]
