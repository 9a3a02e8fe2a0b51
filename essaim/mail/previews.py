"""The message of this app, on examples."""

from essaim.accounts.examples import person

from .actions.gathering import Group, send_digest

_MINUTES = (
    "Le compte rendu de la rencontre « Recruter ensemble » est là.\n\nCe qui a été décidé :\n\n- Le club prépare un "
    "groupement d’employeurs, et en reparle au printemps.\n- On se revoit en mars.\n\nTout le compte rendu :\n\n"
    "https://essaim.example.org/ess-du-canal/comptes-rendus/1/"
)
_PRESENTED = (
    "La Remise à flot se présente :\n\n« Nous récupérons des matériaux et cherchons à qui ils serviraient. »\n\n"
    "https://essaim.example.org/ess-du-canal/rejoindre/1/"
)


def _digest() -> None:
    groups = [
        Group("Club de l’ESS du Canal", [
            ("Le compte rendu : Recruter ensemble", _MINUTES),
            ("La Remise à flot voudrait rejoindre le club", _PRESENTED),
        ]),
        Group("Club des Deux Rives", [("Le compte rendu : Acheter ensemble", _MINUTES)]),
    ]  # fmt: skip
    send_digest(address=person().email, groups=groups, key="", user=person())


PREVIEWS = {"mail.digest": _digest}
