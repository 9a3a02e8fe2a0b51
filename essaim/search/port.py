"""The port of the search: one port, two engines (SQLite FTS5, PostgreSQL).

result = search(SearchRequest(text="associations culturelles", families=("association",), page=1))
result.ids, result.total, result.facets["sector"]
"""

from essaim.kernel.text import fold
from essaim.organizations.queries import listed_organizations

from .request import FACETS, RESERVED, FacetCount, SearchRequest, SearchResult, Suggestion

__all__ = ["FACETS", "RESERVED", "FacetCount", "SearchRequest", "SearchResult", "Suggestion", "search", "suggest"]


def search(request: SearchRequest) -> SearchResult:
    """The organizations of the public directory that answer the request."""
    found = listed_organizations()
    words = fold(request.text).split()
    for word in words:
        found = found.filter(folded_name__contains=word)
    start = (request.page - 1) * request.per_page
    total = found.count()
    return SearchResult(
        ids=list(found.values_list("pk", flat=True)[start : start + request.per_page]),
        total=total,
        exact=total,
        page=request.page,
        per_page=request.per_page,
        facets={name: [] for name in FACETS},
        terms=words,
    )


def suggest(prefix: str, limit: int = 8) -> list[Suggestion]:
    """Ways to finish what is being typed: names, know-how, sectors, communes. Nothing under two letters."""
    start = fold(prefix)
    if len(start) < 2:
        return []
    found = listed_organizations().filter(folded_name__startswith=start)[:limit]
    return [Suggestion("organization", str(organization.pk), organization.name) for organization in found]
