"""Statements: proposed, read, agreed, disputed, settled; on paper and in a workbook."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization
from essaim.ui.sheets import Sheet
from essaim.ui.templatetags.ui import day, of, to

from .. import access, words
from ..actions import statements as actions
from ..enums import StatementState
from ..forms import DisputeForm, SettleForm, StatementForm
from ..models import Statement
from ..queries import ledger as ledger_queries
from ..queries import statements as queries


@require_POST
def propose(request: HttpRequest, club_slug: str, organization_pk: int) -> HttpResponse:
    """Between the structure (`structure`) and another, until a day."""
    club, own, mine = access.get_club_and_structure(request, club_slug)
    if mine is None:
        raise Http404
    other = access.get_other(club, mine, organization_pk)
    form = StatementForm(request.POST)
    back = f"{reverse('lending:pair', args=[club.slug, other.pk])}?structure={mine.pk}"
    if not form.is_valid():
        messages.error(request, _("Dites jusqu'à quel jour."))
        return redirect(back)
    try:
        row = actions.propose(
            club=club, one=mine, other=other, until=form.cleaned_data["until"], actor=person(request),
            proposed_by=mine if mine in own else None,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, _("Le relevé est prêt ; un message part à %(name)s.") % {"name": other.name})
    return redirect("lending:statement", club.slug, row.pk)


@require_POST
def propose_all(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    form = StatementForm(request.POST)
    if form.is_valid():
        try:
            count = actions.propose_all(club=club, until=form.cleaned_data["until"], actor=person(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                ngettext("%(count)s relevé est parti.", "%(count)s relevés sont partis.", count) % {"count": count}
                if count else _("Aucun relevé à faire : tout le monde est quitte, ou en a déjà un d'ouvert."),
            )  # fmt: skip
    return redirect("lending:kept", club.slug)


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_statement(request, club_slug, pk)
    return _detail(request, row, mine)


def _detail(request: HttpRequest, row: Statement, mine: Organization | None, **forms) -> HttpResponse:
    speaks = mine is not None and ledger_queries.speaks_for(person(request), mine) is not None
    waiting = row.state in queries.WAITING
    return render(
        request,
        "lending/statement.html",
        {
            "row": row,
            "mine": mine,
            "lines": [_line(entry, row) for entry in queries.lines_of(row) if entry.source != "payment"],
            "net": net_sentence(row),
            "to_agree": waiting and speaks and mine is not None and row.agreed_at(mine) is None,
            "to_dispute": waiting and speaks,
            "waits_for_speaker": waiting and mine is not None and not speaks and row.agreed_at(mine) is None,
            "to_settle": row.state == StatementState.AGREED,
            "to_propose_again": row.state == StatementState.DISPUTED,
            "to_withdraw": row.state in (*queries.WAITING, StatementState.DISPUTED),
            "dispute_form": forms.get("dispute_form") or DisputeForm(),
            "settle_form": forms.get("settle_form") or SettleForm(initial={"settled_on": localdate()}),
        },
    )


def _line(entry, row: Statement) -> dict:
    return {
        "day": entry.day,
        "what": entry.what,
        "giver": entry.giver,
        "receiver": entry.receiver,
        "cents": entry.cents,
        "reason": entry.reason,
    }


def net_sentence(row: Statement) -> str:
    """« Une fois tout compensé, il revient 12 € aux Vélos du Canal, de la part de La Brouette »: who pays whom."""
    if row.payer is None:
        return _("Une fois tout compensé, vous êtes quittes.")
    return _("Une fois tout compensé, il revient %(amount)s %(to)s, de la part %(of)s.") % {
        "amount": words.euros(row.cents), "to": to(row.payee.name), "of": of(row.payer.name),
    }  # fmt: skip


@require_POST
def agree(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_statement(request, club_slug, pk)
    if mine is None:
        raise Http404
    return _act(
        request,
        row,
        lambda: actions.agree(statement=row, organization=mine, user=person(request)),
        _("C'est dit : vous êtes d'accord."),
    )


@require_POST
def dispute(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_statement(request, club_slug, pk)
    if mine is None:
        raise Http404
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return _detail(request, row, mine, dispute_form=form)
    word = form.cleaned_data["word"]
    return _act(
        request, row, lambda: actions.dispute(statement=row, organization=mine, user=person(request), word=word),
        _("C'est dit. L'autre structure reçoit votre mot."),
    )  # fmt: skip


@require_POST
def propose_again(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_statement(request, club_slug, pk)
    return _act(
        request, row, lambda: actions.propose_again(statement=row, organization=mine, user=person(request)),
        _("Le relevé est refait avec les lignes d'aujourd'hui."),
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, _mine = access.get_statement(request, club_slug, pk)
    return _act(request, row, lambda: actions.withdraw(statement=row, user=person(request)), _("Le relevé est retiré."))


@require_POST
def settle(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_statement(request, club_slug, pk)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _detail(request, row, mine, settle_form=form)
    data = form.cleaned_data
    try:
        actions.settle(statement=row, user=person(request), payment=data["payment"], settled_on=data["settled_on"])
    except Refusal as refusal:
        if refusal.field:
            form.add_error(refusal.field, str(refusal))
            return _detail(request, row, mine, settle_form=form)
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C'est réglé, et noté dans les comptes des deux."))
    return redirect("lending:statement", club_slug, pk)


def _act(request: HttpRequest, row: Statement, act, said: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("lending:statement", row.club.slug, row.pk)


def export(request: HttpRequest, club_slug: str, pk: int, form: str) -> HttpResponse:
    """The statement in a file (`ui.sheets.FORMS`)."""
    row, _mine = access.get_statement(request, club_slug, pk)
    sheet = Sheet(
        title=_("Relevé entre %(one)s et %(other)s") % {"one": row.one.name, "other": row.other.name},
        subtitle=_("%(club)s, du %(since)s au %(until)s")
        % {"club": row.club.name, "since": day(row.since), "until": day(row.until)},
        about=[net_sentence(row), _where_it_stands(row)],
        heads=[_("Jour"), _("Quoi"), _("A prêté"), _("A reçu"), _("Montant dû par qui a reçu")],
        rows=[
            [entry.day, _what(entry), entry.giver.name, entry.receiver.name, words.euros(entry.cents)]
            for entry in queries.lines_of(row) if entry.source != "payment"
        ],
        widths=[3, 7, 5, 5, 4],
    )  # fmt: skip
    return sheet.response(form)


def _what(entry) -> str:
    return f"{entry.what} ({entry.reason})" if entry.reason else entry.what


def _where_it_stands(row: Statement) -> str:
    said = [_("État : %(state)s.") % {"state": StatementState(row.state).label}]
    for organization, at in ((row.one, row.one_agreed_at), (row.other, row.other_agreed_at)):
        if at:
            said.append(_("%(name)s a dit oui le %(day)s.") % {"name": organization.name, "day": day(at)})
    if row.settled_on:
        said.append(
            _("Réglé le %(day)s (%(how)s).") % {"day": day(row.settled_on), "how": row.get_payment_display().lower()}
        )
    return " ".join(said)
