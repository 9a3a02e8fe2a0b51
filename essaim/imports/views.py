"""The screens of the imports: upload, columns, preview, apply, report, undo."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from . import access, actions, official, presentation, queries
from . import report as reports
from .enums import BatchState, SourceKind, Work
from .forms import ApiForm, ColumnsForm, DecisionsForm, SireneForm, UploadForm
from .models import ImportBatch


def _steps(batch: ImportBatch) -> list[str]:
    before = [_("Fichier"), _("Colonnes")] if batch.kind == SourceKind.FILE else [_("Source"), _("Lecture")]
    return [*before, _("Aperçu"), _("Bilan")]


def _address(batch_or_club, name: str, *args) -> str:
    """The same screen under the club or under the installation."""
    club = batch_or_club.club if isinstance(batch_or_club, ImportBatch) else batch_or_club
    if club:
        return reverse(f"club_imports:{name}", args=[club.slug, *args])
    return reverse(f"imports:{name}", args=args)


def _addresses(batch: ImportBatch) -> dict[str, str]:
    names = ("detail", "columns", "preview", "decide", "apply", "undo", "forget")
    found = {name: _address(batch, name, batch.pk) for name in names}
    return found | {form: _address(batch, "report", batch.pk, form) for form in ("json", "csv")} | {
        "index": _address(batch, "index")
    }  # fmt: skip


def index(request: HttpRequest, club_slug: str = "") -> HttpResponse:
    """The imports done, and a new one to begin."""
    club = access.get_club_of_imports(request, club_slug)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = actions.receive_file(chunks=file.chunks(), name=file.name, user=access.person(request), club=club)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(_address(batch, "columns", batch.pk))
    return _beginnings(request, club, form=form)


def _beginnings(request: HttpRequest, club: Club | None, **forms: Any) -> HttpResponse:
    """The ways to begin, one of them perhaps with what is amiss, and the imports done."""
    page = queries.page_of_batches(club, request.GET.get("page", "1"))
    files = [] if club else official.sirene_files()
    shown = {"form": UploadForm(), "api": ApiForm(club=club), "sirene": None if club else SireneForm(files=files)}
    context = shown | forms | {
        "page": page, "rows": [{"batch": batch, "url": _address(batch, "detail", batch.pk)} for batch in page],
        "files": files, "folder": official.sirene_folder(), "club": club,
        "urls": {"api": _address(club, "api"), "sirene": "" if club else _address(None, "sirene")},
    }  # fmt: skip
    amiss = any(form.errors for form in forms.values())
    return render(request, "imports/index.html", context, status=422 if amiss else 200)


@require_POST
def begin_api(request: HttpRequest, club_slug: str = "") -> HttpResponse:
    """Ask the API about a territory, in the background."""
    club = access.get_club_of_imports(request, club_slug)
    form = ApiForm(request.POST, club=club)
    if form.is_valid():
        try:
            batch = actions.begin_api(where=form.where, user=access.person(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_address(batch, "detail", batch.pk))
    return _beginnings(request, club, api=form)


@require_POST
def begin_sirene(request: HttpRequest) -> HttpResponse:
    """Read Sirene's files of the operator's folder, in the background."""
    access.get_club_of_imports(request, "")
    form = SireneForm(request.POST, files=official.sirene_files())
    if form.is_valid():
        names = {name: form.cleaned_data[name] for name in ("units", "places")}
        try:
            batch = actions.begin_sirene(**names, where=form.where, user=access.person(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_address(batch, "detail", batch.pk))
    return _beginnings(request, None, sirene=form)


def columns(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    """What each column holds, as guessed or remembered, to be corrected."""
    batch = access.get_batch(request, club_slug, pk)
    if batch.state not in (BatchState.UPLOADED, BatchState.MAPPED, BatchState.PREVIEWED, BatchState.FAILED):
        return redirect(_address(batch, "detail", pk))
    options = batch.options
    form = ColumnsForm(
        request.POST or None, headers=options.get("headers", []), columns=batch.columns,
        samples=options.get("samples", []),
    )  # fmt: skip
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.choose_columns(
                batch=batch, columns=form.columns, remember_as=form.cleaned_data["remember_as"]
            )
            actions.preview(batch=batch, most=actions.MOST_ROWS)
        except Refusal as refusal:
            problem = str(refusal)
        else:
            return redirect(_address(batch, "detail", pk))
    context = {"batch": batch, "form": form, "problem": problem, "urls": _addresses(batch), "steps": _steps(batch)}
    return render(request, "imports/columns.html", context, status=422 if problem or form.errors else 200)


def detail(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    """The preview, then the report."""
    batch = access.get_batch(request, club_slug, pk)
    if batch.work:
        return _working(request, batch)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})  # the work is done: the page is another one
    if batch.state in (BatchState.UPLOADED, BatchState.MAPPED):
        return redirect(_address(batch, "columns", pk))
    outcome = request.GET.get("resultat") or presentation.first_tab(batch)
    page = queries.page_of_rows(batch, outcome, request.GET.get("page", "1"))
    previewed = batch.state == BatchState.PREVIEWED
    context = {
        "batch": batch,
        "previewed": previewed,
        "outcome": outcome,
        "page": page,
        "rows": presentation.shown_rows(page),
        "tabs": presentation.tabs_of(batch, outcome),
        "waiting": queries.waiting_decisions(batch) if previewed else 0,
        "kept_values": queries.kept_values(batch) if previewed else 0,
        "kept": queries.organizations_named(batch.options.get("kept", [])) if batch.kept else [],
        "urls": _addresses(batch),
        "steps": _steps(batch),
    }
    return render(request, "imports/detail.html", context)


def _working(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """How far the worker is: the page, or the part of it that is asked for every other second."""
    context = {
        "batch": batch, "urls": _addresses(batch), "steps": _steps(batch), "step": 4 if batch.work == Work.APPLY else 2,
        "writes": batch.work == Work.APPLY, "label": presentation.progress_of(batch),
    }  # fmt: skip
    part = request.htmx  # type: ignore[attr-defined]
    response = render(request, "imports/_working.html" if part else "imports/working.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def preview(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    """Make the preview again."""
    batch = access.get_batch(request, club_slug, pk)
    if batch.kind == SourceKind.FILE:
        actions.preview(batch=batch, most=actions.MOST_ROWS)
    else:
        actions.ask_for(batch=batch, work=Work.PREVIEW)
    return redirect(_address(batch, "detail", pk))


@require_POST
def decide(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    """Keep what is said of the probable duplicates of one page."""
    batch = access.get_batch(request, club_slug, pk)
    actions.decide(batch=batch, decisions=DecisionsForm(request.POST).decisions())
    messages.success(request, _("Vos choix sont gardés. Ils comptent dès que vous importez."))
    return redirect(f"{_address(batch, 'detail', pk)}?resultat=duplicate&page={request.POST.get('page', '1')[:6]}")


@require_POST
def apply(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    """Import, all of it or nothing."""
    batch = access.get_batch(request, club_slug, pk)
    user, overwrite = access.person(request), request.POST.get("overwrite") == "on"
    if batch.kind != SourceKind.FILE:
        actions.ask_for(batch=batch, work=Work.APPLY, user=user, overwrite=overwrite)
        return redirect(_address(batch, "detail", pk))
    try:
        actions.apply(batch=batch, user=user, overwrite=overwrite)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C'est importé. Vous pouvez encore tout annuler."))
    return redirect(_address(batch, "detail", pk))


@require_POST
def undo(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    """Take the whole import back."""
    batch = access.get_batch(request, club_slug, pk)
    actions.undo(batch=batch, user=access.person(request))
    messages.success(request, _("L'import est annulé."))
    return redirect(_address(batch, "detail", pk))


@require_POST
def forget(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    """Give an import up before it is done."""
    batch = access.get_batch(request, club_slug, pk)
    address, is_file = _address(batch, "index"), batch.kind == SourceKind.FILE
    actions.forget(batch=batch)
    nothing = _("Le fichier est effacé, rien n'a été importé.") if is_file else _("Rien n'a été importé.")
    messages.success(request, nothing)
    return redirect(address)


def report(request: HttpRequest, pk: int, form: str, club_slug: str = "") -> HttpResponse | StreamingHttpResponse:
    """What became of every row, to be kept."""
    batch = access.get_batch(request, club_slug, pk)
    name = f"import-{batch.pk}.{form}"
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "csv":
        return StreamingHttpResponse(reports.csv_lines(batch), content_type="text/csv; charset=utf-8", headers=attached)
    if form == "json":
        text = json.dumps(reports.as_dict(batch), ensure_ascii=False, indent=1)
        return HttpResponse(text, content_type="application/json", headers=attached)
    raise Http404
