"""Agreements and riders on paper: tagged PDF (PDF/UA-1) set by typst from data/agreement.typ.

They are in French whatever the reader's language: between French structures, under French law.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.timezone import localdate, localtime

from essaim.ui.sheets import settable
from essaim.ui.templatetags.ui import day

from .enums import AgreementKind
from .models import Agreement, AgreementSignature
from .queries.agreements import Party, parties_of
from .words import euros

TEMPLATE = Path(__file__).parent / "data" / "agreement.typ"
TITLES = {
    AgreementKind.EQUIPMENT: "Contrat de prêt",
    AgreementKind.PREMISES: "Convention de mise à disposition d'un local",
    AgreementKind.STAFF: "Convention de prêt de main-d'œuvre à but non lucratif",
}
NOTE = (
    "Document préparé avec Essaim à partir de ce que les deux structures ont écrit. Ceci n'est pas un conseil "
    "juridique : relisez-le, et faites-le relire si l'enjeu le demande."
)
Facts = list[tuple[str, str]]


def agreement_pdf(agreement: Agreement, signatures: Sequence[AgreementSignature] = ()) -> bytes:
    """The agreement at its present version; with `signatures`, who signed, when, and the fingerprint that they read."""
    with translation.override("fr"):
        lender, borrower = parties_of(agreement)
        sections = [_parties(lender, borrower, staff=agreement.is_staff)]
        sections += _staff(agreement, borrower) if agreement.is_staff else _loan(agreement)
        data = _data(
            agreement, TITLES[AgreementKind(agreement.kind)], sections,
            [_box(party, agreement, signatures) for party in (lender, borrower)],
        )  # fmt: skip
        return _compile(data)


def rider_pdf(agreement: Agreement) -> bytes:
    """The rider to the employment contract: between the employer who lends and the employee."""
    with translation.override("fr"):
        lender, borrower = parties_of(agreement)
        staff = agreement.staff
        sections = [
            _section(
                "Entre",
                facts=[("L'employeur", lender.whole), ("Et", f"{staff.employee}, {staff.qualification}")],
            ),
            _section(
                "Ce que cet avenant prévoit",
                [
                    f"{staff.employee} est mis·e à la disposition de {borrower.organization.name}, avec son accord, "
                    f"{_dates(agreement)}. Son contrat de travail n'est ni rompu ni suspendu : son employeur reste "
                    f"{lender.organization.name}, qui continue de le payer."
                ],
                _facts(
                    ("Le travail confié", staff.work), ("Les horaires", staff.hours), ("Le lieu", agreement.place),
                    ("Ce que le poste a de particulier", staff.features), ("Période probatoire", staff.trial),
                ),
            ),
            _section(
                "Ce qui est garanti",
                items=[
                    "Au terme du prêt, le poste d'origine est retrouvé, ou un poste équivalent, sans effet sur la "
                    "carrière ni sur la rémunération.",
                    "Les dispositions conventionnelles de l'employeur restent applicables, comme si le travail était "
                    "fait chez lui.",
                    f"Les installations et transports collectifs de {borrower.organization.name} sont ouverts comme à "
                    "ses salarié·es.",
                    "Refuser ce prêt n'aurait entraîné ni sanction ni mesure défavorable.",
                ],
            ),
        ]  # fmt: skip
        boxes = [_empty_box(lender.organization.name), _empty_box(staff.employee, "Écrire « lu et approuvé »")]
        data = _data(agreement, "Avenant au contrat de travail", sections, boxes)
        data["notes"].insert(0, settable("Code du travail, article L8241-2, 3°."))
        return _compile(data)


def _loan(agreement: Agreement) -> list[dict[str, Any]]:
    what = "Le local" if agreement.kind == AgreementKind.PREMISES else "Ce qui est prêté"
    return [
        _section(
            "L'objet",
            facts=_facts(
                (what, agreement.thing), ("Quand", _dates(agreement)), ("Où", agreement.place),
                ("Pour quoi faire", agreement.purpose), ("En quel état", agreement.shape),
            ),
        ),
        _section(
            "Le prix",
            facts=_facts(
                ("Condition", agreement.condition),
                ("Caution", euros(agreement.deposit) if agreement.deposit else "Sans caution"),
            ),
        ),
        _section("L'assurance", _lines(agreement.insurance)),
        _section(
            "Ce que chacun s'engage à faire",
            _lines(agreement.rules),
            items=[
                "Qui prête remet une chose en état de servir, et dit ce qu'il faut savoir.",
                "Qui emprunte en prend soin, s'en sert pour ce qui est dit plus haut, ne la prête pas à d'autres sans "
                "accord, et dit tout de suite ce qui s'abîme.",
                "L'état est noté au départ et au retour, par les deux.",
            ],
        ),
        _section("Le retour", _lines(agreement.back) or [f"Le {day(agreement.ends_on)} au plus tard."]),
    ]  # fmt: skip


def _staff(agreement: Agreement, borrower: Party) -> list[dict[str, Any]]:
    staff = agreement.staff
    return [
        _section(
            "La personne et la durée",
            facts=_facts(
                ("Qui", staff.employee), ("Qualification", staff.qualification), ("Durée", _dates(agreement)),
                ("Le travail confié", staff.work), ("Les horaires", staff.hours), ("Le lieu", agreement.place),
                ("Particularités du poste", staff.features),
                ("Son accord", f"Donné le {day(staff.employee_agreed_on)}" if staff.employee_agreed_on else ""),
            ),
        ),
        _section(
            "Ce qui est facturé",
            ["Seuls sont facturés, pour la durée du prêt, les salaires versés, les charges sociales qui s'y rapportent "
             "et les frais professionnels remboursés. Rien de plus : le prêt n'a pas de but lucratif."],
            _facts(
                ("Salaires", staff.wages), ("Charges sociales", staff.charges),
                ("Frais professionnels", staff.expenses),
            ),
        ),
        _section(
            "Pendant et après",
            _lines(agreement.rules),
            _facts(("Période probatoire", staff.trial), ("Assurance", agreement.insurance)),
            [
                "Le contrat de travail n'est ni rompu ni suspendu ; l'employeur reste la structure qui prête.",
                f"{borrower.organization.name} répond des conditions d'exécution du travail : durée, repos, santé, "
                "sécurité.",
                "Au terme, la personne retrouve son poste ou un poste équivalent.",
                "Un avenant au contrat de travail, signé par la personne, accompagne cette convention.",
            ],
        ),
        _section(
            "Comité social et économique",
            facts=_facts(
                ("Chez qui prête", staff.lender_council or "Sans objet, ou à compléter"),
                ("Chez qui accueille", staff.borrower_council or "Sans objet, ou à compléter"),
            ),
        ),
    ]  # fmt: skip


def _parties(lender: Party, borrower: Party, *, staff: bool) -> dict[str, Any]:
    words = ("La structure prêteuse", "La structure utilisatrice") if staff else ("Qui prête", "Qui emprunte")
    return _section("Entre", facts=[(words[0], lender.whole), (words[1], borrower.whole)])


def _dates(agreement: Agreement) -> str:
    if agreement.starts_on == agreement.ends_on:
        return f"le {day(agreement.starts_on)}"
    return f"du {day(agreement.starts_on)} au {day(agreement.ends_on)}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _facts(*pairs: tuple[str, str]) -> Facts:
    return [(label, value) for label, value in pairs if value]


def _section(title: str, lines: list[str] | None = None, facts: Facts | None = None, items: Sequence[str] = ()) -> dict:
    return {
        "title": settable(title),
        "lines": [settable(line) for line in lines or []],
        "facts": [[settable(label), settable(value)] for label, value in facts or []],
        "items": [settable(item) for item in items],
    }


def _box(party: Party, agreement: Agreement, signatures: Sequence[AgreementSignature]) -> dict[str, Any]:
    signed = next((one for one in signatures if one.organization_id == party.organization.pk), None)
    if signed is None:
        return _empty_box(party.organization.name, "Nom, fonction, date, signature")
    at = localtime(signed.signed_at)
    return {
        "title": settable(party.organization.name),
        "lines": [
            settable(f"{signed.name}, {signed.role}"),
            settable(f"Signé dans Essaim le {day(at)} à {at:%H:%M}"),
            settable(f"Empreinte du document lu (SHA-256) : {signed.sha256[:32]} {signed.sha256[32:]}"),
        ],
    }


def _empty_box(title: str, hint: str = "Date et signature") -> dict[str, Any]:
    return {"title": settable(title), "lines": [settable(hint)]}


def _data(agreement: Agreement, title: str, sections: list[dict], boxes: list[dict]) -> dict[str, Any]:
    number = f"n° {agreement.number}, version {agreement.version}"
    return {
        "title": settable(title),
        "subtitle": settable(f"{agreement.thing} · {number}"),
        "foot": settable(f"{title} {number} · {agreement.club.name}"),
        "club": settable(agreement.club.name),
        "sections": sections,
        "boxes": boxes,
        "words": {"signatures": "Signatures", "made": settable(f"Établi le {day(localdate())}, en deux exemplaires.")},
        "notes": [settable(NOTE)],
    }


def _compile(data: dict[str, Any]) -> bytes:
    import typst

    compiler = typst.Compiler(
        TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf
