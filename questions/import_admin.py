"""The way in for editors: imports in admin, from an upload to what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, TooManyFilesSent
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from questions.bankfile.importing.confirming import ImportRefusedError, confirm
from questions.bankfile.importing.undoing import Undone, UndoRefusedError, undo
from questions.import_pages.pages import ImportPages
from questions.import_pages.results import forecast, named
from questions.import_pages.sums import ADDED, UPDATED, WAITING, counted, sums
from questions.import_pages.uploading import TOO_MANY, CappedUpload, UploadForm
from questions.models import Import, ImportItem, ImportStatus

# What an import may do to the bank.
NEEDED = (
    "questions.add_question",
    "questions.change_question",
    "questions.add_topic",
    "questions.change_topic",
    "questions.delete_keypoint",
)
View = Callable[..., HttpResponse]


@admin.register(Import)
class ImportAdmin(ImportPages):
    """Imports are for who may both add and change questions; those of a colleague, too."""

    list_display = ("created_at", "by", "documents", "questions", "status")
    list_filter = ("status",)
    list_select_related = ("user",)
    list_per_page = 50
    actions = None

    # --- Who may ---

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) and _keeps_the_bank(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and _keeps_the_bank(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and _keeps_the_bank(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _keeps_the_bank(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was confirmed stays: by it an import can be undone, and it says that there was one."""
        may_delete = super().has_delete_permission(request, obj) and _keeps_the_bank(request)
        return may_delete and (obj is None or obj.status == ImportStatus.PREVIEWED)

    # --- The list ---

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        imports = super().get_queryset(request).defer("faults", "repairs", "topics", "before")
        return imports.annotate(
            added=_count(ADDED), updated=_count(UPDATED), waiting=_count(WAITING)
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Imports", **(extra_context or {})})

    @admin.display(description="by", ordering="user__username")
    def by(self, imported: Import) -> str:
        return str(imported.user or "the command line")

    @admin.display(description="documents")
    def documents(self, imported: Import) -> str:
        return named([source["name"] for source in imported.sources], most=3)

    @admin.display(description="questions")
    def questions(self, imported: Any) -> str:
        undecided = f", {imported.waiting:,} to decide" if imported.waiting else ""
        return f"{imported.added or 0:,} new, {imported.updated or 0:,} changed{undecided}"

    # --- Addresses ---

    def get_urls(self) -> list[URLPattern]:
        actions: dict[str, View] = {
            "decide/<int:number>": self.decide_view,
            "decide-all": self.decide_all_view,
            "refresh": self.refresh_view,
            "confirm": self.confirm_view,
        }
        wrap = self.admin_site.admin_view
        return [
            path("add/", self._receiving(self.upload_view), name="questions_import_add"),
            *(
                path(
                    f"<int:pk>/{address}/",
                    self._acting(view),
                    name=f"questions_import_{address.partition('/')[0].replace('-', '_')}",
                )
                for address, view in actions.items()
            ),
            path(
                "<int:pk>/undo/",
                wrap(require_http_methods(["GET", "HEAD", "POST"])(self.undo_view)),
                name="questions_import_undo",
            ),
            path(
                "<int:pk>/found/<str:what>/",
                wrap(require_safe(self.found_view)),
                name="questions_import_found",
            ),
            *super().get_urls(),
        ]

    def _receiving(self, view: View) -> View:
        """Keep little of what is sent, and nothing of what comes from who may not send anything.

        The upload handler must be set before anything looks at the form: so before the check of its CSRF
        token, which ``admin_view`` makes after this.
        """
        inner = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(view))

        @csrf_exempt
        @wraps(inner)
        def receive(request: HttpRequest) -> HttpResponse:
            if request.method == "POST":
                if not self.admin_site.has_permission(request):
                    return self._to_login(request)
                if not self.has_add_permission(request):
                    raise PermissionDenied
                request.upload_handlers = [CappedUpload(request)]
                try:
                    request.POST  # noqa: B018 (reading it is what parses the form)
                except TooManyFilesSent:
                    return self._too_many(request)
            return inner(request)

        return receive

    def _too_many(self, request: HttpRequest) -> HttpResponse:
        usual = {name: field.initial for name, field in UploadForm.base_fields.items()}
        return self.upload_page(request, UploadForm(usual, refusal=TOO_MANY))

    def _acting(self, view: View) -> View:
        """Let only a POST through; send htmx to the login page, which it cannot swap into this one."""
        inner = self.admin_site.admin_view(require_POST(view))

        @wraps(inner)
        def act(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
            is_out = not self.admin_site.has_permission(request)
            if is_out and request.htmx:  # type: ignore[attr-defined]
                return HttpResponseClientRedirect(
                    reverse("admin:questions_import_change", args=[pk])
                )
            return inner(request, pk=pk, **kwargs)

        return act

    def _to_login(self, request: HttpRequest) -> HttpResponse:
        response = redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return self.goto(request, response.url)

    # --- Writing ---

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self.permitted(request, pk)
        outcome = sums(imported).outcome
        try:
            confirm(imported)
        except ImportRefusedError as refused:
            messages.error(request, f"Nothing was imported. {refused}")
        else:
            self.log_change(request, imported, f"Imported: {outcome}.")
            messages.success(request, f"{outcome}.")
        return self.goto(request, imported.get_absolute_url())

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self.permitted(request, pk)
        if request.method == "POST":
            return self._undo(request, imported)
        if imported.status != ImportStatus.CONFIRMED:
            return HttpResponseRedirect(imported.get_absolute_url())
        context = {
            "title": f"Undo {str(imported).lower()}?",
            "imported": imported,
            "is_below": True,
            "forecast": forecast(imported),
        }
        return self.page(request, "undo.html", context)

    def _undo(self, request: HttpRequest, imported: Import) -> HttpResponse:
        try:
            undone = undo(imported)
        except UndoRefusedError as refused:
            messages.error(request, str(refused))
        else:
            self.log_change(request, imported, f"Undone: {_undone(undone)}.")
            done = (
                "Taken back as far as nobody edited it" if undone.kept else "The import was undone"
            )
            messages.success(request, f"{done}: {_undone(undone)}.")
            for reason, slugs in _kept(undone).items():
                messages.warning(request, f"Left alone, because {reason}: {named(slugs)}.")
        return HttpResponseRedirect(imported.get_absolute_url())

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Discard a preview. Admin's own page would list each of its thousands of questions."""
        imported = self.permitted(request, object_id)
        if not self.has_delete_permission(request, imported):
            raise PermissionDenied
        if request.method != "POST":
            context = {
                "title": "Discard this preview?",
                "imported": imported,
                "is_below": True,
                "sums": sums(imported),
            }
            return self.page(request, "discard.html", context)
        imported.delete()
        messages.success(request, "The preview was discarded. The bank is as it was.")
        return HttpResponseRedirect(reverse("admin:questions_import_changelist"))


def _keeps_the_bank(request: HttpRequest) -> bool:
    return request.user.has_perms(NEEDED)


def _count(condition: Q) -> Subquery:
    """Count items on their own: joined, all columns of the import would be grouped by."""
    items = ImportItem.objects.filter(condition, imported=OuterRef("pk")).order_by()
    return Subquery(items.values("imported").annotate(count=Count("pk")).values("count"))


def _undone(undone: Undone) -> str:
    ends = {
        "removed": undone.removed,
        "put back as before": undone.restored,
        "retired, because somebody practised": undone.retired,
    }
    said = [f"{counted(len(slugs), 'question')} {end}" for end, slugs in ends.items() if slugs]
    return ", ".join(said) or "nothing was left to change"


def _kept(undone: Undone) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for slug, reason in undone.kept:
        reasons.setdefault(reason, []).append(slug)
    return reasons
