"""Reading what sources write: dates, amounts, audiences, places, themes. Pure: no database, no network."""

from .audiences import audiences_in, reserved_in
from .dates import read_day, read_deadline
from .kinds import kind_of
from .money import Amounts, read_amounts
from .places import Where, read_codes, read_where
from .texts import as_list, markdown, text_of
from .themes import sectors_in

__all__ = [
    "Amounts", "Where", "as_list", "audiences_in", "kind_of", "markdown", "read_amounts", "read_codes", "read_day",
    "read_deadline", "read_where", "reserved_in", "sectors_in", "text_of",
]  # fmt: skip
