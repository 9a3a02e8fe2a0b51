"""Look for organizations that are probably the same: `essaim manage find_duplicates`, for instance each night."""

from django.core.management.base import BaseCommand

from essaim.organizations.duplicates.actions import find_duplicates
from essaim.organizations.duplicates.matching import PROBABLE


class Command(BaseCommand):
    help = "Finds pairs of pages that are probably one body, to be looked at by a person"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--threshold", type=float, default=PROBABLE, help="from 0 to 1 (default: %(default)s)")
        parser.add_argument("--quiet", action="store_true", help="no progress")

    def handle(self, *, threshold: float, quiet: bool, **options) -> None:
        search = find_duplicates(threshold=threshold, quiet=quiet)
        self.stdout.write(
            f"{search.looked_at} organizations, {search.new} new pairs to review, {search.gone} pairs no longer alike"
        )
