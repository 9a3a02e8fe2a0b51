"""Vaults for the tests of every app: small PDFs of each condition, papers, and a purpose that the test tells."""

import io
from collections.abc import Collection
from datetime import timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from essaim.accounts.models import User
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.vault import actions
from essaim.vault.enums import Rule
from essaim.vault.models import Paper
from essaim.vault.purposes import Facts, Purpose, Rights, purposes
from essaim.vault.types import shipped

_numbers = count(1)
PURPOSE = "tests.purpose"


def pdf(*, pages: int = 1, password: str = "", signature: str = "") -> bytes:
    """A PDF like no other. `signature`: "missing" for an empty signature field, "signed" for a filled one."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": f"Une pièce {next(_numbers)}"})
    if signature:
        field = DictionaryObject({
            NameObject("/FT"): NameObject("/Sig"), NameObject("/T"): TextStringObject("Signature"),
        })  # fmt: skip
        if signature == "signed":
            field[NameObject("/V")] = DictionaryObject({NameObject("/Type"): NameObject("/Sig")})
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
        writer._root_object[NameObject("/AcroForm")] = form
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert password or len(PdfReader(out).pages) == pages
    return out.getvalue()


def upload(content: bytes | None = None, name: str = "piece.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def dates_for(kind: str, ago: int = 10) -> dict:
    """What the rule of a kind asks, for a paper issued so many days ago."""
    today = localdate()
    return {
        Rule.MONTHS: {"issued_on": today - timedelta(days=ago)},
        Rule.END: {"ends_on": today + timedelta(days=300)},
        Rule.EXERCISE: {"exercise": today.year - 1},
    }.get(shipped()[kind].rule, {})


def make_paper(organization: Organization, kind: str = "sirene", content: bytes | None = None, **facts) -> Paper:
    """A paper in its vault, valid unless told otherwise."""
    values = dates_for(kind) | ({"title": "Un essai"} if shipped()[kind].several else {}) | facts
    return actions.add_paper(organization=organization, actor=None, kind=kind, upload=upload(content), **values)


def an_owner(name: str = "La Brouette partagée", address: str = "") -> tuple[Organization, User]:
    """An organization and who represents it."""
    organization = make_organization(name)
    user = make_user(address, name=f"Quelqu'un de {name}")
    make_representation(organization, user)
    return organization, user


class Told:
    """What the purpose of the tests answers; each test says it again."""

    def __init__(self) -> None:
        self.open: dict[int, bool] = {}
        self.parts: set[int] = set()
        self.readers: dict[int, Rights] = {}

    def facts(self, ids: Collection[int]) -> dict[int, Facts]:
        return {
            key: Facts(f"Dossier {key}", f"/dossier-{key}/", None, self.open[key]) for key in ids if key in self.open
        }

    def rights(self, user: User, key: int) -> Rights:
        return self.readers.get(user.pk, Rights())

    def takes_part(self, key: int, organization_id: int) -> bool:
        return organization_id in self.parts


_told = Told()


def purpose(*, parts: Collection[int] = (), lead: User | None = None, partner: User | None = None, ids=(1,)) -> Told:
    """Purposes of these keys, open, in which these organizations take part; the lead's people read all, a partner's the
    papers that are not sensitive."""
    if PURPOSE not in dict(purposes.items()):
        purposes.add(PURPOSE, Purpose(_told.facts, _told.rights, _told.takes_part))
    _told.open, _told.parts = dict.fromkeys(ids, True), set(parts)
    _told.readers = {}
    if lead:
        _told.readers[lead.pk] = Rights(read=True, sensitive=True)
    if partner:
        _told.readers[partner.pk] = Rights(read=True)
    return _told
