"""Aides-territoires' API (domain.md §4.1): `POST /connexion/` with the key gives a token for a day, then pages of
`GET /aids/`. Answers carry French labels; addresses are relative; texts are HTML. Licence Ouverte 2.0."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urljoin

from django.utils.translation import gettext as _

from ..found import Found, Refused
from ..parsing import (
    Amounts,
    as_list,
    audiences_in,
    kind_of,
    read_amounts,
    read_day,
    read_deadline,
    read_where,
    text_of,
)
from .reader import Ask, Broken, Reader, call, each, joined, load_json, origin, rows_of

ADDRESS = "https://aides-territoires.beta.gouv.fr/api/aids/"
SITE = "https://aides-territoires.beta.gouv.fr"
MOST_PAGES = 100


def read(payload: bytes, options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    site = options.get("site") or SITE
    return each(rows_of(payload, "results"), lambda row: _call(row, site))


def _call(row: dict[str, Any], site: str) -> Found:
    link = text_of(row.get("url"))
    deadline = read_deadline(row.get("submission_deadline"))
    recurrence = text_of(row.get("recurrence")).lower()
    themes = [one.partition("|")[2] or one for one in as_list(row.get("categories"), ";")]
    words = text_of(row.get("subvention_comment"))
    eligibility = joined(text_of(row.get("eligibility")), text_of(row.get("conditions")))
    examples = text_of(row.get("project_examples"))
    return call(
        row,
        external_id=row.get("id") or row.get("slug"),
        title=row.get("name") or row.get("name_initial") or row.get("short_title"),
        kind=kind_of(
            text_of(row.get("name")), as_list(row.get("aid_types")), is_call=bool(row.get("is_call_for_project"))
        ),
        funders=[*as_list(row.get("financers")), *as_list(row.get("instructors"))],
        description=joined(text_of(row.get("description")), examples),
        eligibility=eligibility,
        where=read_where(
            as_list(row.get("perimeter")), text_of(row.get("perimeter_scale")), text_of(row.get("perimeter_code"))
        ),
        published_on=read_day(row.get("date_published") or row.get("date_created")),
        opens_on=read_day(row.get("start_date")),
        deadline=deadline,
        permanent=deadline is None and recurrence in ("permanente", "ongoing"),
        amounts=_amounts(row, words),
        amount_words=words,
        audiences=audiences_in(as_list(row.get("targeted_audiences"))),
        themes=[*themes, *as_list(row.get("programs"))],
        contact=text_of(row.get("contact")),
        url=urljoin(site, link) if link else text_of(row.get("origin_url")),
        application_url=text_of(row.get("application_url")),
    )


def _amounts(row: dict[str, Any], words: str) -> Amounts:
    """The rates of the API (percents), the sums of loans (euros), else what the comment says."""
    told = read_amounts(words)
    low, high = _rate(row.get("subvention_rate_lower_bound")), _rate(row.get("subvention_rate_upper_bound"))
    lent = next(
        (value for name in ("loan_amount", "recoverable_advance_amount") if (value := row.get(name))), None
    )  # fmt: skip
    cents = int(Decimal(str(lent)) * 100) if lent else told.high
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Amounts(
        None if lent else told.low, cents, low if low is not None else told.rate_low,
        high if high is not None else told.rate_high,
    )  # fmt: skip


def _rate(value: Any) -> Decimal | None:
    if value in (None, ""):
        return None
    rate = Decimal(str(value))
    return rate if 0 <= rate <= 100 else None


def pages(address: str, options: Mapping[str, Any], token: str, ask: Ask) -> Iterator[bytes]:
    """`options["filters"]`: what the API takes (targeted_audiences, perimeter…)."""
    headers = {}
    if token:
        answer = load_json(ask(urljoin(address, "../connexion/"), headers={"X-AUTH-TOKEN": token}, method="POST"))
        if not isinstance(answer, dict) or not isinstance(answer.get("token"), str):
            raise Broken(_("Aides-territoires ne donne pas de jeton : la clé est-elle encore bonne ?"))
        headers = {"Authorization": f"Bearer {answer['token']}"}
    filters = {"is_live": "true", "page_size": "100"} | dict(options.get("filters") or {})
    url = f"{address}?{urlencode(filters, doseq=True)}"
    seen: set[str] = set()
    while url and url not in seen and len(seen) < MOST_PAGES:
        seen.add(url)
        payload = ask(url, headers=headers)
        yield payload
        following = json.loads(payload).get("next") if payload[:1] == b"{" else None
        # The next page is asked of the same site, whatever address it claims.
        url = urljoin(url, following) if isinstance(following, str) else ""
        if url and origin(url) != origin(address):
            url = ""


READER = Reader(
    read, pages, ADDRESS, needs_token=True,
    options={"filters": {"targeted_audiences": ["association", "private_sector"]}},
)  # fmt: skip
