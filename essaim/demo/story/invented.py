"""Papers that nobody issued: one page of PDF, made when the demonstration is loaded, some on purpose flawed."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject


def invented_pdf(title: str, lines: list[str], *, flaw: str = "") -> bytes:
    """One A4 page with a title and lines under it. `flaw`: "encrypted", "cut" or "unsigned"."""
    words = [(24, 740, title), *((12, 700 - 20 * number, line) for number, line in enumerate(lines))]
    text = b"".join(
        b"BT /F1 %d Tf 72 %d Td (%s) Tj ET\n" % (size, height, _escaped(line)) for size, height, line in words
    )
    content = _assembled(text)
    if flaw == "cut":
        return content[: len(content) * 2 // 3]
    if flaw:
        return _altered(content, flaw)
    return content


def _escaped(line: str) -> bytes:
    data = line.replace("’", "'").encode("cp1252", "replace")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assembled(text: bytes) -> bytes:
    """The least that makes a PDF (ISO 32000-1, 7.5): objects, their table, the trailer."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%sendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def _altered(content: bytes, flaw: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    if flaw == "encrypted":
        writer.encrypt("essaim-demo", algorithm="AES-256")
    else:
        field = DictionaryObject({
            NameObject("/FT"): NameObject("/Sig"), NameObject("/T"): TextStringObject("Signature"),
        })  # fmt: skip
        fields = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
        writer._root_object[NameObject("/AcroForm")] = fields
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
