"""The club's charter: written together after the first meeting, changed once, signed by almost everybody."""

from datetime import timedelta

from essaim.charter import actions
from essaim.charter.enums import ChangeKind
from essaim.charter.models import Article, Signature, Version
from essaim.writing.actions import write

from .cast import Cast
from .days import moment, start_of

LENDING = (
    "Entre membres, le prêt est gratuit. Qui emprunte paie le carburant et la franchise, rend propre, et prévient dans "
    "la journée s’il y a eu une rayure."
)
# Still to sign what changed; the first is the organization of the person who tries the demonstration.
NOT_YET = ("brouette-partagee", "esat-la-houblonniere", "octets-du-terril")


def add_charter(cast: Cast) -> None:
    author = cast.accounts["animation"]
    actions.begin(club=cast.club, language="fr", actor=author)
    first = actions.publish(
        club=cast.club, kind=ChangeKind.MAJOR, sign_by=cast.today + timedelta(days=30), actor=author,
        summary="La première charte du club, écrite après la première rencontre.",
        at=moment(start_of(cast.meetings[2]).date() - timedelta(days=20), 18),
    )  # fmt: skip
    lending = start_of(cast.meetings[4]).date()
    _sign(cast, first, cast.members_on(lending))
    text = Article.objects.get(club=cast.club, text__title__startswith="Prêter").text
    write(text=text, base=text.number, content=f"{text.content}\n\n{LENDING}", actor=author)
    second = actions.publish(
        club=cast.club, kind=ChangeKind.MAJOR, sign_by=start_of(cast.meetings[7]).date(), actor=author,
        summary="L’article 6 dit ce que coûte un prêt entre membres, comme décidé ensemble.",
        at=moment(cast.today - timedelta(days=40), 18),
    )  # fmt: skip
    _sign(cast, second, [key for key in cast.members if key not in NOT_YET])
    # Someone is writing the next version: the draft is a sentence ahead.
    text = Article.objects.filter(club=cast.club).order_by("position")[0].text
    write(
        text=text, base=text.number, actor=cast.representative("au-bon-poids").user,
        content=f"{text.content}\n\nOn se tutoie ou on se vouvoie : chacun fait comme il préfère.",
    )  # fmt: skip


def _sign(cast: Cast, version: Version, keys: list[str]) -> None:
    """Each by the hand of its representative, a few days after it came, or on the day it joined."""
    for key in keys:
        person = cast.representative(key)
        came = version.published_at + timedelta(days=cast.chance.randrange(1, 18), minutes=cast.chance.randrange(600))
        Signature.objects.create(
            club=cast.club, version=version, organization=cast.organizations[key], user=person.user,
            name=person.name, role=person.role or "représentante", email=person.user.email if person.user else "",
            sha256=version.sha256, signed_at=max(came, moment(cast.members[key], 11)),
        )  # fmt: skip
