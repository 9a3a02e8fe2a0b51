"""GeoJSON (RFC 7946): WGS 84, longitude first."""

import json
from collections.abc import Iterable, Iterator

from django.core.serializers.json import DjangoJSONEncoder

from .columns import Column
from .entries import Entry


def feature(entry: Entry, columns: list[Column]) -> dict:
    """A Feature; `geometry` is null when the place is unknown, as RFC 7946 §3.2 allows."""
    point = None
    if entry.latitude is not None and entry.longitude is not None:
        point = {"type": "Point", "coordinates": [round(entry.longitude, 6), round(entry.latitude, 6)]}
    properties = {c.name: c.code(entry) for c in columns if c.name not in ("id", "latitude", "longitude")}
    return {"type": "Feature", "id": entry.id, "geometry": point, "properties": properties}


def feature_collection(entries: Iterable[Entry], columns: list[Column]) -> Iterator[str]:
    """A FeatureCollection, one Feature a line."""
    yield '{"type":"FeatureCollection","features":[\n'
    separator = ""
    for entry in entries:
        yield separator + json.dumps(feature(entry, columns), ensure_ascii=False, cls=DjangoJSONEncoder)
        separator = ",\n"
    yield "\n]}\n"
