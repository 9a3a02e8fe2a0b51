"""The procedures of the ministry of Culture (JSON): a list, the deadline and the amount in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..found import Found, Refused
from ..parsing import as_list, audiences_in, kind_of, read_amounts, read_day, read_deadline, read_where, text_of
from .reader import Reader, call, each, joined, rows_of


def read(payload: bytes, _options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    return each(rows_of(payload, "results", "data"), _call)


def _call(row: dict[str, Any]) -> Found:
    link = row.get("link") or {}
    amount = text_of(row.get("amount"))
    deadline = read_deadline(row.get("deadline"))
    title = text_of(row.get("title")) or text_of(row.get("short_title"))
    return call(
        row,
        external_id=row.get("id"),
        title=title,
        kind=kind_of(title, is_call=any("appel" in one.lower() for one in as_list(row.get("type")))),
        funders=["Ministère de la Culture"],
        description=joined(text_of(row.get("summary")), text_of(row.get("body"))),
        where=read_where(as_list(row.get("eztag_region"))),
        published_on=read_day(row.get("creationDate")),
        deadline=deadline,
        permanent=deadline is None and not text_of(row.get("deadline")),
        amounts=read_amounts(amount),
        amount_words=amount,
        audiences=audiences_in([*as_list(row.get("public"), ",;"), *as_list(row.get("eztag_cible"))]),
        themes=as_list(row.get("eztag_theme"), ";"),
        contact=text_of(row.get("contact")),
        url=text_of(row.get("url")),
        application_url=text_of(link.get("link")) if isinstance(link, dict) else "",
    )


READER = Reader(read)
