"""What each column of a file holds: guessed from its header and its values, or remembered."""

from .guess import guess_columns, header_score, recognises_header
from .remember import from_mapping, signature, to_mapping

__all__ = ["from_mapping", "guess_columns", "header_score", "recognises_header", "signature", "to_mapping"]
