"""Texts for the tests of every app: a kind that members write and discuss, and that organisers settle."""

from essaim.clubs.models import Club
from essaim.writing.actions import create_text
from essaim.writing.kinds import Rights, TextKind, text_kinds
from essaim.writing.models import Text

KIND = "tests.note"


def rights(request, text: Text) -> Rights:
    standing = request.standing
    return Rights(
        read=standing.is_member, write=standing.is_organiser, comment=standing.is_member, propose=standing.is_member,
        settle=standing.is_organiser,
    )  # fmt: skip


def make_text(club: Club, content: str = "", **fields) -> Text:
    if KIND not in dict(text_kinds.items()):
        text_kinds.add(KIND, TextKind(rights=rights, url=lambda text: f"/{text.club.slug}/textes/{text.pk}/"))
    return create_text(**({"club": club, "kind": KIND, "content": content, "actor": None} | fields))
