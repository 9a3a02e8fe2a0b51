"""`essaim init`: a new club, in a few questions."""

import sys
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.actions import create_person
from essaim.accounts.models import User
from essaim.cli.command import OperatorCommand
from essaim.cli.questions import Territory, read_territory, short_address
from essaim.clubs.actions import create_club, give_charge, set_territory
from essaim.clubs.actions.club import check_slug
from essaim.clubs.enums import ClubRole
from essaim.kernel.database import bring_up_to_date
from essaim.kernel.errors import Refusal
from essaim.organizations.actions import load_sectors
from essaim.territory.models import Municipality
from essaim.territory.reference import load_territory

Answer = TypeVar("Answer")
ALL_COMMUNES = 30_000


class Command(OperatorCommand):
    help = "Crée un club : son nom, son territoire, l’adresse de la personne qui l’anime."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--name", help="nom du club")
        parser.add_argument("--slug", help="adresse du club : /adresse/ (tirée du nom)")
        parser.add_argument(
            "--territory", help="SIREN ou nom de l’intercommunalité, ou communes séparées par des virgules"
        )
        parser.add_argument("--organiser", help="adresse e-mail de la personne qui anime")
        parser.add_argument("--operator", help="adresse e-mail de qui exploite l’installation (la même par défaut)")

    def handle(self, **options) -> None:
        bring_up_to_date()
        if Municipality.objects.count() < ALL_COMMUNES:
            self.say(_("Chargement des communes de France…"))
            load_territory()
        load_sectors()
        if options["operator"] and not options["name"]:
            operator = create_person(email=options["operator"], operator=True)
            self.say(_("%(email)s exploite maintenant l'installation.") % {"email": operator.email})
            return
        name = self._ask(_("Nom du club"), options["name"], lambda text: text)
        slug = self._ask(
            _("Adresse du club, après la barre oblique"),
            options["slug"] or (short_address(name) if options["name"] else None),
            check_slug,
            default=short_address(name),
        )
        territory = self._ask(
            _("Territoire (intercommunalité, ou communes séparées par des virgules)"),
            options["territory"],
            read_territory,
        )
        email = self._ask(_("Adresse e-mail de la personne qui anime le club"), options["organiser"], lambda text: text)
        self._create(name, slug, territory, email, options["operator"] or email)

    @transaction.atomic
    def _create(self, name: str, slug: str, territory: Territory, email: str, operator_email: str) -> None:
        organiser = create_person(email=email)
        if not User.objects.filter(is_operator=True).exists():
            create_person(email=operator_email, operator=True)
        club = create_club(name=name, slug=slug, actor=None)
        set_territory(
            club=club,
            intermunicipalities=[one.code for one in territory.intermunicipalities],
            municipalities=[one.pk for one in territory.municipalities],
            actor=None,
        )
        give_charge(club=club, user=organiser, role=ClubRole.ORGANISER, actor=None)
        self.say(
            _("Le club « %(name)s » est créé, sur le territoire : %(territory)s.")
            % {"name": club.name, "territory": territory}
        )
        self.say(_("Adresse : %(url)s") % {"url": f"{settings.ESSAIM_URL}/{club.slug}/"})
        self.say(
            _("%(email)s se connecte avec un code reçu par e-mail : %(url)s")
            % {"email": organiser.email, "url": f"{settings.ESSAIM_URL}/compte/login/code/"}
        )
        if "smtp" not in settings.EMAIL_BACKEND:
            self.say(
                _("Tant qu'ESSAIM_SMTP_URL n'est pas réglé, les messages s'écrivent dans %(folder)s.")
                % {"folder": settings.ESSAIM_HOME / "mail"}
            )

    def _ask(self, question: str, given: str | None, read: Callable[[str], Answer], *, default: str = "") -> Answer:
        """Read the answer given as an option, or ask until it is understood."""
        if given is not None:
            return read(given.strip())
        if not sys.stdin.isatty():
            raise Refusal(_("Il manque une réponse : %(question)s.") % {"question": question}, code="missing")
        while True:
            text = input(f"{question}{f' [{default}]' if default else ''} : ").strip() or default
            if not text:
                continue
            try:
                return read(text)
            except Refusal as refusal:
                self.say(refusal)
