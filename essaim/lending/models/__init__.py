from .ledger import Entry
from .statement import Statement, StatementLine
from .value import KindPrice, ReferencePrice

__all__ = ["Entry", "KindPrice", "ReferencePrice", "Statement", "StatementLine"]
