"""Tables in any form people keep them: CSV of any separator and encoding, XLSX, ODS, XLS."""

from .opening import kind_of, open_table
from .table import Table

__all__ = ["Table", "kind_of", "open_table"]
