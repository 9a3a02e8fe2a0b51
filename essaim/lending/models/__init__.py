from .agreement import Agreement, AgreementDocument, AgreementSignature, StaffTerms
from .ledger import Entry
from .statement import Statement, StatementLine
from .value import KindPrice, ReferencePrice

__all__ = [
    "Agreement", "AgreementDocument", "AgreementSignature", "Entry", "KindPrice", "ReferencePrice", "StaffTerms",
    "Statement", "StatementLine",
]  # fmt: skip
