"""The messages of dossiers, on examples."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from essaim.accounts.examples import PK, person, somebody
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, other

from . import mails
from .enums import DossierState, LinkKind, PartnerRole, PartnerState
from .models import AccessLink, Composition, Dossier, Partner, PlanTask


def _dossier(**fields) -> Dossier:
    return Dossier(
        pk=PK, club=club(), title="Une cuisine partagée à Barlin", deadline=now() + timedelta(days=21),
        summary="Un lieu équipé, ouvert à six structures, pour transformer les légumes du coin.", **fields,
    )  # fmt: skip


def _partner(*, state: str = PartnerState.ACCEPTED, word: str = "", **fields) -> Partner:
    return Partner(
        pk=PK, club=club(), dossier=_dossier(**fields), organization=organization(), through=club(),
        role=PartnerRole.PARTNER, state=state, share=2500, word=word, user=person(),
    )  # fmt: skip


def _link(kind: str) -> AccessLink:
    return AccessLink(
        pk=PK, club=club(), dossier=_dossier(), kind=kind, partner=_partner() if kind == LinkKind.PARTNER else None,
        name=str(somebody()), email=somebody().email, secret="essai", until=localdate() + timedelta(days=60),
    )  # fmt: skip


def _reader() -> mails.Reader:
    return mails.Reader(person().email, club(), person())


def _by_link(kind: str = LinkKind.PARTNER) -> mails.Reader:
    link = _link(kind)
    return mails.Reader(link.email, club(), link=link)


def _tell(name: str, partner: Partner | None = None, **context):
    partner = partner or _partner()
    return lambda: mails.tell(name, partner.dossier, _reader(), key=f"{PK}", partner=partner, **context)


def _invited() -> None:
    partner = _partner(state=PartnerState.INVITED, word="Votre légumerie est ce qui nous manque.")
    for reader in (_reader(), _by_link()):
        mails.tell("invited", partner.dossier, reader, key=f"{PK}", partner=partner)


def _own_link() -> None:
    mails.tell("own_link", _dossier(), _by_link(), key=f"{PK}", partner=_partner())


def _reader_link() -> None:
    mails.tell(
        "reader_link", _dossier(), _by_link(LinkKind.READER), key=f"{PK}", until=localdate() + timedelta(days=60)
    )


def _answered() -> None:
    for state, word in ((PartnerState.ACCEPTED, ""), (PartnerState.DECLINED, "Nous sommes trop pris cet hiver.")):
        _tell("answered", _partner(state=state, word=word))()


def _confirm() -> None:
    version = Composition(number=4, words="La Brouette partagée : 25 %")
    for reader in (_reader(), _by_link()):
        for share in ("25 %", ""):
            mails.tell(
                "please_confirm", _dossier(), reader, key=f"{PK}", partner=_partner(), version=version, share=share
            )


def _settled() -> None:
    for state, said in (
        (DossierState.SUBMITTED, ""), (DossierState.WON, ""), (DossierState.LOST, "Trop loin du centre, nous dit-on."),
        (DossierState.WITHDRAWN, "Le propriétaire vend."),
    ):  # fmt: skip
        _tell("settled", _partner(said=said), state=state)()


def _looking() -> None:
    facts = mails.compose("looking", _dossier(), _reader(), organization=other())
    mails.mails.send_many([facts | {"key": f"{PK}"}], club=club(), stream=mails.LOOKING)


PREVIEWS = {
    "dossiers.invited": _invited,
    "dossiers.own_link": _own_link,
    "dossiers.reader_link": _reader_link,
    "dossiers.hand_raised": _tell("hand_raised", _partner(word="Nous avons un camion et un chauffeur.")),
    "dossiers.taken_in": _tell("taken_in"),
    "dossiers.turned_down": _tell("turned_down", _partner(word="L'équipe est complète.")),
    "dossiers.answered": _answered,
    "dossiers.please_confirm": _confirm,
    "dossiers.all_confirmed": _tell("all_confirmed"),
    "dossiers.left": _tell("left", _partner(word="Notre conseil ne suit pas.")),
    "dossiers.left_club": _tell("left_club", left=club()),
    "dossiers.hand_over": _tell("hand_over"),
    "dossiers.settled": _settled,
    "dossiers.late": _tell("late", task=PlanTask(title="Relire l'ensemble", due_on=localdate())),
    "dossiers.looking": _looking,
    "dossiers.call_changed": _tell("call_changed", words="Nouvelle date limite : 15 janvier."),
}
