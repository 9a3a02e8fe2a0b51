"""A club that does not exist, for the previews of messages. Nothing here is saved."""

from essaim.accounts.examples import PK

from .models import Club


def club() -> Club:
    return Club(
        pk=PK, slug="ess-du-canal", name="Club de l’ESS du Canal", short_name="Canal", email="bonjour@canal.example.org"
    )
