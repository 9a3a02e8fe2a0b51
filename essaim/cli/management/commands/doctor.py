"""`essaim doctor`: what is well, what is missing, what to do."""

import sys

from django.utils.translation import gettext as _

from essaim.cli.command import OperatorCommand
from essaim.cli.examination import examine

SIGNS = {"well": "✓", "look": "•", "wrong": "✗"}


class Command(OperatorCommand):
    help = "Dit ce qui va, ce qui manque et que faire. Ne change rien. Sort avec 1 si quelque chose ne va pas."

    def handle(self, **options) -> None:
        wrong = 0
        for finding in examine():
            wrong += finding.level == "wrong"
            self.say(f"{SIGNS[finding.level]} {finding.what}")
            if finding.advice:
                self.say(f"    → {finding.advice}")
        self.say(_("Quelque chose ne va pas.") if wrong else _("Rien d'inquiétant."))
        sys.exit(1 if wrong else 0)
