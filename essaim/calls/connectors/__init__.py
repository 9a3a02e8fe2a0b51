"""How each kind of source is read: `readers[Connector.BOAMP].read(payload, options)` gives Found and Refused rows."""

from ..enums import Connector
from . import (
    ademe,
    aid_schema,
    aides_territoires,
    boamp,
    culture,
    departments,
    export,
    feed,
    ile_de_france,
    table,
    transition,
)
from .reader import Broken, Reader

readers: dict[str, Reader] = {
    Connector.AIDES_TERRITOIRES: aides_territoires.READER,
    Connector.BOAMP: boamp.READER,
    Connector.AID_SCHEMA: aid_schema.READER,
    Connector.TRANSITION: transition.READER,
    Connector.AIDES_TERRITOIRES_EXPORT: export.READER,
    Connector.ADEME: ademe.READER,
    Connector.ILE_DE_FRANCE: ile_de_france.READER,
    Connector.DROME: departments.DROME,
    Connector.MANCHE: departments.MANCHE,
    Connector.CULTURE: culture.READER,
    Connector.FEED: feed.READER,
    Connector.TABLE: table.READER,
}

__all__ = ["Broken", "Reader", "readers"]
