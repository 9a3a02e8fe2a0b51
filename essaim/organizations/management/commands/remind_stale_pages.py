"""Ask the people of pages unchecked for a year whether they are still right: `manage.py remind_stale_pages`.

To be run once a day; a page is asked again after a quarter only.
"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from essaim.organizations.actions import remind_stale


class Command(BaseCommand):
    help = "Ask the people of pages unchecked for a year whether they are still right."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="most messages in one run (500)")

    def handle(self, *args, limit: int, **options) -> None:
        count = remind_stale(today=timezone.localdate(), limit=limit)
        self.stdout.write(f"{count} pages asked.")
