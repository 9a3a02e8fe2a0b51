from .agreement import Agreement, AgreementDocument, AgreementSignature, StaffTerms
from .ledger import Entry
from .statement import Statement, StatementLine
from .value import KindPrice, ReferencePrice, ValueSettings

__all__ = [
    "Agreement", "AgreementDocument", "AgreementSignature", "Entry", "KindPrice", "ReferencePrice", "StaffTerms",
    "Statement", "StatementLine", "ValueSettings",
]  # fmt: skip
