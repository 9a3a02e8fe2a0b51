"""Build the whole search index again."""

from django.core.management.base import BaseCommand

from essaim.search.actions import reindex_all


class Command(BaseCommand):
    help = "Builds the whole search index again, from the data."

    def handle(self, *args: object, **options: object) -> None:
        held = reindex_all(quiet=options["verbosity"] == 0)
        self.stdout.write(f"{held} documents indexed.")
