"""The vault for its people: what it holds, one paper in two clicks, all of it in one file."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.accounts.access import person
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal

from .. import access, actions, queries, screen
from ..archive import zipped
from ..enums import Condition
from ..forms import AddForm, EditForm
from ..models import Paper


@require_GET
def index(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "vault/index.html", screen.vault(request, access.open_vault(request, pk)))


@require_GET
def archive(request: HttpRequest, pk: int) -> FileResponse:
    organization = access.get_vault(request, pk)
    name = f"coffre-{slugify(organization.name)}.zip"
    response = FileResponse(zipped(queries.papers_of(organization)), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def add(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    organization, kind = access.get_vault(request, pk), access.get_kind(code)
    form = AddForm(
        request.POST or None, request.FILES or None, kind=kind, consents=screen.also_for(organization, kind)
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            paper = actions.add_paper(organization=organization, actor=person(request), kind=code, **form.facts())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            _say_kept(request, paper)
            return redirect("vault:index", pk)
    context = {"organization": organization, "kind": kind, "form": form}
    return render(request, "vault/add.html", context, status=409 if form.errors else 200)


def _say_kept(request: HttpRequest, paper: Paper) -> None:
    if paper.condition == Condition.ENCRYPTED:
        messages.warning(
            request,
            _("C'est déposé, mais le fichier est protégé par un mot de passe : qui le reçoit ne l'ouvrira pas. "
              "Remplacez-le par une version sans mot de passe."),
        )  # fmt: skip
    elif paper.condition == Condition.UNREADABLE:
        messages.warning(
            request,
            _("C'est déposé, mais le fichier ne s'ouvre pas : il est sans doute incomplet. Téléchargez-le à nouveau "
              "d'où il vient, puis remplacez-le."),
        )  # fmt: skip
    elif not paper.usable:
        messages.warning(request, _("C'est déposé. Le fichier a un champ de signature, et il est vide."))
    else:
        messages.success(request, _("C'est dans le coffre."))


@require_GET
def detail(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    return render(request, "vault/detail.html", screen.detail(access.get_paper(request, pk, paper_pk)))


@require_GET
def download(request: HttpRequest, pk: int, paper_pk: int) -> FileResponse:
    return as_attachment(access.get_own_paper(request, pk, paper_pk))


def edit(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    paper = access.get_paper(request, pk, paper_pk)
    kind = access.get_kind(paper.kind)
    form = EditForm(request.POST or None, kind=kind, paper=paper, keepers=queries.keepers_of(paper.organization))
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_paper(paper=paper, actor=person(request), **form.facts())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est noté."))
            return redirect("vault:detail", pk, paper_pk)
    context = {"organization": paper.organization, "paper": paper, "kind": kind, "form": form}
    return render(request, "vault/edit.html", context, status=409 if form.errors else 200)


@require_POST
def remove(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    paper = access.get_paper(request, pk, paper_pk)
    try:
        actions.remove_paper(paper=paper, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("La pièce et son fichier sont retirés du coffre."))
    return redirect("vault:index", pk)
