"""Departments that publish as Aides-territoires imports: Drôme (`results`), Manche (`aides`)."""

from collections.abc import Iterable, Mapping
from functools import partial
from html import unescape
from typing import Any

from ..found import Found, Refused
from ..parsing import as_list, audiences_in, kind_of, read_amounts, read_day, read_deadline, read_where, text_of
from .reader import Reader, call, each, joined, rows_of


def read(payload: bytes, _options: Mapping[str, Any], *, place: str, funder: str) -> Iterable[Found | Refused]:
    return each(rows_of(payload, "results", "aides"), partial(_call, place=place, funder=funder))


def _call(row: dict[str, Any], *, place: str, funder: str) -> Found:
    title = unescape(text_of(row.get("name")))
    deadline = read_deadline(row.get("submission_deadline"))
    words = text_of(row.get("subvention_comment")) or text_of(row.get("subvention_rate"))
    phone = text_of(row.get("contact_phone"))
    return call(
        row,
        external_id=row.get("import_uniqueid") or row.get("id"),
        title=title,
        kind=kind_of(title, as_list(row.get("aid_types")), is_call=bool(row.get("is_call_for_project"))),
        funders=as_list(row.get("financers"), ";") or [funder],
        description=joined(text_of(row.get("description")), text_of(row.get("project_examples"))),
        eligibility=text_of(row.get("eligibility")),
        where=read_where(as_list(row.get("perimeter")) or [place]),
        published_on=read_day(row.get("date_published") or row.get("date_created")),
        opens_on=read_day(row.get("start_date")),
        deadline=deadline,
        permanent=deadline is None and text_of(row.get("recurrence")).lower() == "permanente",
        amounts=read_amounts(words),
        amount_words=words,
        audiences=audiences_in(as_list(row.get("targeted_audiences"))),
        themes=as_list(row.get("categories")),
        contact="\n".join(filter(None, [text_of(row.get("contact")), phone])),
        url=text_of(row.get("origin_url")),
        application_url=text_of(row.get("application_url")),
    )


DROME = Reader(partial(read, place="Drôme", funder="Département de la Drôme"))
MANCHE = Reader(partial(read, place="Manche", funder="Département de la Manche"))
