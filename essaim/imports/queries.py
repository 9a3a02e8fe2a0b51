"""Reading imports."""

from collections.abc import Mapping

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.territory.models import Department, Municipality

from .cleaning.names import fold_name
from .columns import signature
from .enums import BatchState, Outcome
from .models import ColumnMapping, ImportBatch, ImportRow

PER_PAGE = 50


def batches_of(club: Club | None) -> QuerySet[ImportBatch]:
    """The imports of a club, or those of the installation, the last one first."""
    return (
        ImportBatch.objects.filter(club=club).select_related("user", "club").defer("snapshot").order_by("-created_at")
    )


def page_of_batches(club: Club | None, number: str) -> Page:
    return Paginator(batches_of(club), 20).get_page(number)


def rows_of(batch: ImportBatch, outcome: str = "") -> QuerySet[ImportRow]:
    """The rows of an import, in the order of the file; those of one outcome."""
    rows = ImportRow.objects.filter(batch=batch).select_related("organization").order_by("number")
    return rows.filter(outcome=outcome) if outcome in Outcome.values else rows


def page_of_rows(batch: ImportBatch, outcome: str, number: str) -> Page:
    """One page of the rows, with what a probable duplicate is to be compared with."""
    return Paginator(rows_of(batch, outcome).prefetch_related("organization__places"), PER_PAGE).get_page(number)


def decisions_of(batch: ImportBatch) -> dict[int, str]:
    """What people said of the probable duplicates: row number → Decision."""
    return dict(ImportRow.objects.filter(batch=batch).exclude(decision="").values_list("number", "decision"))


def set_aside_before(file_name: str) -> dict[tuple[str, ...], int]:
    """Rows that earlier imports of a file of that name set aside, and nobody spoke of since: what they say → the
    organization that each resembled."""
    rows = ImportRow.objects.filter(
        batch__file_name=file_name,
        batch__state=BatchState.APPLIED,
        outcome=Outcome.DUPLICATE,
        organization__isnull=False,
    ).order_by("pk")
    return {said(details.get("record", {})): pk for details, pk in rows.values_list("details", "organization_id")}


def said(record: Mapping[str, str]) -> tuple[str, ...]:
    """What tells one row from another: its name, its numbers, its place."""
    return (fold_name(record.get("name", "")), *(record.get(name, "") for name in _TELLING))


_TELLING = ("siren", "rna", "postal_code", "city", "department")


def waiting_decisions(batch: ImportBatch) -> int:
    return ImportRow.objects.filter(batch=batch, outcome=Outcome.DUPLICATE, decision="").count()


def kept_values(batch: ImportBatch) -> int:
    """How many rows bring a value other than the one a person wrote."""
    return ImportRow.objects.filter(batch=batch, details__has_key="kept").count()


def mappings_for(club: Club | None) -> QuerySet[ColumnMapping]:
    """The mappings that a club remembers, and those of the installation."""
    mappings = ColumnMapping.objects.order_by("name")
    return mappings.filter(club=None) | mappings.filter(club=club) if club else mappings.filter(club=None)


def mapping_named(name: str, club: Club | None) -> ColumnMapping | None:
    """The club's own first."""
    found = list(mappings_for(club).filter(name__iexact=name.strip()))
    return next((mapping for mapping in found if mapping.club_id), found[0] if found else None)


def mapping_for_headers(headers: list[str], club: Club | None) -> ColumnMapping | None:
    """The last mapping remembered for these same headers."""
    return mappings_for(club).filter(signature=signature(headers)).order_by("-updated_at").first()


def territory_codes(club: Club) -> set[str]:
    """INSEE codes of a club's territory."""
    codes = set(club.municipalities.values_list("pk", flat=True))
    if club.intermunicipalities:
        codes |= set(
            Municipality.objects.filter(intermunicipality__in=club.intermunicipalities).values_list("pk", flat=True)
        )
    return codes


def communes_of(epci: str) -> set[str]:
    """INSEE codes of an intercommunality."""
    return set(Municipality.objects.filter(intermunicipality=epci).values_list("pk", flat=True))


def communes_alone(club: Club) -> list[str]:
    """INSEE codes of a club's territory outside its intercommunalities."""
    own = club.municipalities.exclude(intermunicipality__in=club.intermunicipalities)
    return list(own.order_by("pk").values_list("pk", flat=True))


def clubs_by_name() -> list[tuple[int, str]]:
    return list(Club.objects.order_by("name").values_list("pk", "name"))


def club_of(pk: int) -> Club | None:
    return Club.objects.filter(pk=pk).first()


def departments_by_code() -> list[tuple[str, str]]:
    return list(Department.objects.order_by("code").values_list("code", "name"))


def next_waiting() -> ImportBatch | None:
    """The import that has waited longest for the worker."""
    return ImportBatch.objects.exclude(work="").select_related("club").defer("snapshot").order_by("pk").first()


def is_there(batch: ImportBatch) -> bool:
    return ImportBatch.objects.filter(pk=batch.pk).exclude(work="").exists()


def who_applies(batch: ImportBatch) -> User | None:
    """The person who asked for an import to be written; None once their account is closed."""
    return User.objects.filter(pk=batch.options.get("applied_by")).first()


def has_territory() -> bool:
    return Municipality.objects.exists()


def organizations_named(pks: list[int]) -> QuerySet[Organization]:
    return Organization.objects.filter(pk__in=pks).order_by("folded_name")
