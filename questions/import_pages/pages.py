"""The pages on which an import is uploaded, looked at and decided."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from questions.bankfile.importing.deciding import decide, decide_all, refresh
from questions.bankfile.importing.previewing import preview
from questions.bankfile.intake.gathering import read_uploads
from questions.bankfile.intake.limits import MAX_ALL_BYTES, mebibytes
from questions.import_pages.results import results
from questions.import_pages.rows import rows_of
from questions.import_pages.sums import (
    Fault,
    counted,
    grouped,
    items_of,
    other_faults,
    page_of,
    refusals,
    sums,
)
from questions.import_pages.uploading import MOST_FILES, UploadForm, refusal
from questions.models import Decision, Import, ImportItem, ImportStatus

FOLDER = "admin/questions/import"
FIRST_FAULTS = 10
FAULTS_PAGE = 100
ALREADY = "It was decided before: this import is no longer a preview."


class ImportPages(admin.ModelAdmin):
    """Views that write nothing to the bank."""

    # --- Uploading ---

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.upload_page(request, UploadForm())
        form = UploadForm(request.POST, request.FILES, refusal=refusal(request))
        if not form.is_valid():
            return self.upload_page(request, form)
        found = read_uploads(form.contents, form.cleaned_data["layout"])
        if not (found.questions or found.topics):
            form.add_error("documents", "No question was found, so there is nothing to look at.")
            return self.upload_page(request, form, faults=list(map(asdict, found.faults)))
        imported = preview(found, form.wishes, user=request.user)
        return self.goto(request, imported.get_absolute_url())

    def upload_page(
        self, request: HttpRequest, form: UploadForm, faults: list[Fault] | None = None
    ) -> HttpResponse:
        context = {
            "title": "Import questions",
            "form": form,
            "faults": (faults or [])[:FAULTS_PAGE],
            "checkboxes": [form["suggests_key_points"], form["creates_topics"]],
            "provenance": [form["source"], form["licence"], form["attribution"]],
            "most_files": MOST_FILES,
            "most_bytes": MAX_ALL_BYTES,
            "most_in_words": mebibytes(MAX_ALL_BYTES),
        }
        name = "upload.html#upload" if request.htmx else "upload.html"  # type: ignore[attr-defined]
        return self.page(request, name, context, 422 if form.is_bound else 200)

    # --- Looking at it ---

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the preview of an import, or once it is confirmed what became of it."""
        imported = self.permitted(request, object_id)
        show, number = request.GET.get("show", "all"), request.GET.get("page")
        page = page_of(items_of(imported, show), number)
        context = {**self.summary(imported), "show": show, "page": page, "here": _here(page, show)}
        if imported.status == ImportStatus.PREVIEWED:
            context["rows"] = rows_of(page)
            return self.page(request, "preview.html", context)
        context["results"] = results(imported, page)
        return self.page(request, "done.html", context)

    def summary(self, imported: Import) -> dict[str, Any]:
        """Return what stands above the questions."""
        faults, repairs = other_faults(imported), grouped(imported.repairs)
        return {
            "title": f"{imported}: {imported.get_status_display().lower()}",
            "imported": imported,
            "sums": sums(imported),
            "refusals": refusals(imported)[:FAULTS_PAGE],
            "faults": faults[:FIRST_FAULTS],
            "fault_count": len(faults),
            "repairs": repairs[:FIRST_FAULTS],
            "repair_count": len(repairs),
            "documents": imported.sources[:FIRST_FAULTS],
            "document_count": len(imported.sources),
        }

    def found_view(self, request: HttpRequest, pk: int, what: str) -> HttpResponse:
        """List everything of one kind that the documents gave rise to."""
        imported = self.permitted(request, pk)
        kinds = {
            "documents": (imported.sources, "Documents"),
            "faults": ([*refusals(imported), *other_faults(imported)], "What is odd or wrong"),
            "repairs": (grouped(imported.repairs), "Repairs"),
        }
        if what not in kinds:
            raise Http404
        rows, title = kinds[what]
        page = page_of(rows, request.GET.get("page"), FAULTS_PAGE)
        context = {
            "title": title,
            "imported": imported,
            "what": what,
            "page": page,
            "is_below": True,
        }
        return self.page(request, "found.html", context)

    # --- Deciding ---

    def decide_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        imported = self.permitted(request, pk)
        item = get_object_or_404(imported.items, number=number)
        if imported.status != ImportStatus.PREVIEWED:
            messages.error(request, ALREADY)
            return self.goto(request, imported.get_absolute_url())
        problem = _decide(item, request.POST.get("decision", ""))
        if request.htmx:  # type: ignore[attr-defined]
            return self._decided(request, imported, number, problem)
        if problem:
            messages.error(request, problem)
        return HttpResponseRedirect(f"{_back(request, imported)}#question-{number}")

    def _decided(
        self, request: HttpRequest, imported: Import, number: int, problem: str
    ) -> HttpResponse:
        context = {
            "imported": imported,
            "sums": sums(imported),
            "show": request.GET.get("show", "all"),
            "row": rows_of(imported.items.filter(number=number))[0],
            "problem": problem,
            "is_swapped": True,
        }
        return render(request, f"{FOLDER}/decided.html", context, status=422 if problem else 200)

    def decide_all_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self.permitted(request, pk)
        decision = request.POST.get("decision")
        if imported.status != ImportStatus.PREVIEWED:
            messages.error(request, ALREADY)
        elif decision in {Decision.ADD, Decision.SKIP}:
            count = decide_all(imported, Decision(decision))
            messages.success(request, f"Decided for {counted(count, 'question')}.")
            if left := imported.items.filter(decision="").count():
                text = (
                    f"{counted(left, 'question')} that somebody edited or retired here still wait."
                )
                messages.warning(request, text)
        return HttpResponseRedirect(imported.get_absolute_url())

    def refresh_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self.permitted(request, pk)
        if imported.status != ImportStatus.PREVIEWED:
            messages.error(request, ALREADY)
        else:
            refresh(imported)
            messages.success(request, "Compared again with the bank as it is now.")
        return HttpResponseRedirect(imported.get_absolute_url())

    # --- What they share ---

    def permitted(self, request: HttpRequest, pk: int | str) -> Import:
        """Return the import, for who may import questions at all."""
        if not str(pk).isdecimal():
            raise Http404
        imported = get_object_or_404(Import.objects.select_related("user"), pk=pk)
        if not self.has_change_permission(request, imported):
            raise PermissionDenied
        return imported

    def page(
        self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """Render a page in admin's frame."""
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        response = render(request, f"{FOLDER}/{name}", whole, status=status)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def goto(self, request: HttpRequest, url: str) -> HttpResponse:
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(url)
        return HttpResponseRedirect(url)


def _decide(item: ImportItem, wanted: str) -> str:
    """Note what shall become of ``item``; return why that cannot be."""
    possible = {choice.value for choice in rows_of([item])[0].choices}
    if wanted not in possible:
        return "That cannot become of this question. Choose again."
    decision, _, target = wanted.partition(":")
    if decision == Decision.UPDATE and _is_taken(item, target or item.slug):
        return "Another question of this import changes that one already. Choose again."
    decide(item, Decision(decision), target)
    return ""


def _is_taken(item: ImportItem, slug: str) -> bool:
    """Say whether another item changes the question called ``slug``: one of the two would be lost."""
    changing = item.imported.items.exclude(pk=item.pk).filter(decision=Decision.UPDATE)
    return changing.filter(Q(target=slug) | Q(target="", slug=slug)).exists()


def _here(page: Any, show: str) -> str:
    """Return the query by which this page of this filter is found again."""
    return urlencode({"show": show, "page": page.number})


def _back(request: HttpRequest, imported: Import) -> str:
    query = {name: request.GET[name] for name in ("show", "page") if name in request.GET}
    return f"{reverse('admin:questions_import_change', args=[imported.pk])}?{urlencode(query)}"
