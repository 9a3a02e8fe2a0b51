"""Reading requests for a place."""

from ..models import PlaceRequest


def request_by_pk(pk: int) -> PlaceRequest | None:
    """The request that a link names, with what its page reads."""
    rows = PlaceRequest.objects.filter(pk=pk)
    return rows.select_related("meeting__club", "meeting__host", "meeting__municipality", "attendance").first()
