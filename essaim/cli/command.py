"""What the operator's commands share: the terminal's language, plain sentences."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from essaim.kernel.errors import Refusal

from .main import language


class OperatorCommand(BaseCommand):
    """A command that says a refusal as one sentence, and speaks the terminal's language."""

    requires_system_checks: list[str] = []

    def execute(self, *arguments, **options):
        with translation.override(language()):
            try:
                return super().execute(*arguments, **options)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal

    def say(self, sentence: object) -> None:
        self.stdout.write(str(sentence))
        self.stdout.flush()
