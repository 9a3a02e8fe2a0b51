"""Everything that leaves, in one ZIP: numbered and named as asked, with a manifest of names, sizes and SHA-256."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from essaim.dossiers.models import Dossier
from essaim.kernel.errors import Refusal
from essaim.vault.words import called

from . import queries
from .checklist import Held
from .documents import DOCUMENTS, FileFacts, Made, facts_of, usual
from .documents import make as make_documents
from .models import DirectPaper

MANIFEST = "manifeste.json"
MANIFEST_WORDS = "manifeste.txt"
_WIDTH = re.compile(r"0?[1-4]?")
_FIELDS = {"numero", "nom", "projet", "structure"}


@dataclass(frozen=True)
class Archive:
    content: bytes
    sha256: str
    file_name: str
    manifest: dict[str, Any]
    asked_cents: int | None
    papers: frozenset[str]  # SHA-256 of what came from partners


def check_pattern(pattern: str) -> None:
    """Refuses (field `pattern`) one that cannot be read, names unknown things, or would give one name to all."""
    try:
        parts = [part for part in Formatter().parse(pattern) if part[1] is not None]
        found = {name for _text, name, _spec, _conversion in parts}
        # A width of a million would make a name of a million letters.
        if any(not _WIDTH.fullmatch(spec or "") or conversion for _text, _name, spec, conversion in parts):
            raise ValueError(pattern)
        pattern.format(numero=1, nom="a", projet="b", structure="c")
    except (ValueError, KeyError, IndexError, AttributeError):
        found = {"?"}
    if found - _FIELDS or "nom" not in found:
        raise Refusal(
            _("Le modèle de nom contient {nom}, et peut contenir {numero}, {projet} ou {structure}."),
            code="pattern", field="pattern",
        )  # fmt: skip


def make(dossier: Dossier, papers: Sequence[Held] = ()) -> Archive:
    """The archive as the dossier now is, with what was read from the vaults (`papers`). The same dossier gives the same
    names; documents carry their day."""
    facts = facts_of(dossier)
    chosen = facts.plan.chosen or usual(facts)
    files: list[tuple[str, bytes, str]] = []
    used: set[str] = set()
    number = 0
    previous: tuple[str, str] | None = None
    for made in _files(facts, chosen, papers):
        # PDF and DOCX of one paper bear one number.
        if (made.name, made.structure) != previous:
            number += 1
        previous = (made.name, made.structure)
        files.append((_named(facts, made, number, used), made.content, made.document))
    return _zipped(facts, files)


def _files(facts: FileFacts, chosen: list[str], papers: Sequence[Held]) -> Iterator[Made]:
    for name in DOCUMENTS:
        if name not in chosen:
            continue
        if name == "papers":
            yield from _given(facts, papers)
        elif name == "attachments":
            for row in queries.attachments_of(facts.dossier):
                with row.file.open("rb") as file:
                    yield Made(name, slugify(row.title) or "fichier", row.ending.lower(), file.read())
        else:
            yield from make_documents(facts, name)


def _given(facts: FileFacts, papers: Sequence[Held]) -> Iterator[Made]:
    """What partners give from their vaults; one that the storage lost is left aside."""
    team = {one.organization.pk for one in (*facts.members, *facts.subcontractors)}
    for paper in papers:
        owner = paper.partner.organization if isinstance(paper, DirectPaper) else paper.organization
        if owner.pk not in team or not paper.file.name or not paper.file.storage.exists(paper.file.name):
            continue
        with translation.override("fr"):
            words = slugify(called(paper)) or "piece"
        with paper.file.open("rb") as file:
            yield Made("papers", words, paper.ending.lower(), file.read(), owner.name)


def _named(facts: FileFacts, made: Made, number: int, used: set[str]) -> str:
    """« 03_dc2_la-brouette.pdf »: no accent, no space, none twice."""
    structure = _short(made.structure)
    name = made.name if not structure or "{structure" in facts.plan.pattern else f"{made.name}_{structure}"
    stem = facts.plan.pattern.format(
        numero=number, nom=name, projet=_short(facts.dossier.title), structure=structure or "groupement"
    )
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", stem)[:110].strip("-._") or str(number)
    found, again = f"{stem}.{made.ending}", 1
    while found.lower() in used:
        again += 1
        found = f"{stem}-{again}.{made.ending}"
    used.add(found.lower())
    return found


def _short(words: str) -> str:
    return slugify(words.replace("œ", "oe").replace("Œ", "OE"))[:40].strip("-")


def _zipped(facts: FileFacts, files: list[tuple[str, bytes, str]]) -> Archive:
    rows: list[dict[str, Any]] = [
        {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "document": document}
        for name, content, document in files
    ]
    manifest = {
        "dossier": facts.dossier.title, "made_at": timezone.now().isoformat(timespec="seconds"),
        "composition": facts.dossier.composition_number, "files": rows,
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, _document in files:
            archive.writestr(name, content)
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        # As `sha256sum -c manifeste.txt` reads it.
        archive.writestr(MANIFEST_WORDS, "".join(f"{row['sha256']}  {row['name']}\n" for row in rows))
    content = out.getvalue()
    return Archive(
        content, hashlib.sha256(content).hexdigest(), f"{_short(facts.dossier.title) or 'dossier'}.zip", manifest,
        facts.sums.requested if facts.budget is not None else None,
        frozenset(row["sha256"] for row in rows if row["document"] == "papers"),
    )  # fmt: skip
