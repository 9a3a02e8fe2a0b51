"""The communes of the packaged territory, without a database."""

from essaim.kernel.text import fold
from essaim.territory.finder import MunicipalityFinder, Place
from essaim.territory.reference import packaged_rows


def packaged_finder() -> MunicipalityFinder:
    """The finder of all communes (a second to build). Django must be set up."""
    places = [
        Place(
            row["insee"], row["name"], row["department"], row["intermunicipality"], int(row["population"] or 0),
            float(row["latitude"]) if row["latitude"] else None, float(row["longitude"]) if row["longitude"] else None,
            tuple(row["postal"].split()),
        )
        for row in packaged_rows("municipalities")
    ]  # fmt: skip
    former = [(row["insee"], row["name"], row["municipality"]) for row in packaged_rows("former_municipalities")]
    return MunicipalityFinder(places, former, {fold(row["name"]): row["code"] for row in packaged_rows("departments")})
