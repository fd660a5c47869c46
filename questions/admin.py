"""The bank in Django admin, for its editors. ``practice.admin`` adds what candidates make of it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, ObjectDoesNotExist, PermissionDenied
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

import questions.import_admin  # noqa: F401 (it registers a page of its own)
from questions.admin_forms import PREVIEWED_FIELDS, QuestionForm
from questions.admin_messages import after_approving, after_moving, no, unfinished
from questions.export_admin import ExportingAdmin
from questions.models import KeyPoint, PublicationStatus, Question, Topic
from questions.part_admin import PART_INLINES, HistoryAdmin
from questions.publishing import approve_suggestions, lacks, move
from questions.rendering import render_markdown
from questions.restoring import KeyTakenError, deleted_part, part_changes, restore_part

APPROVE = "_approve"
"""The button that saves a question's page and approves its suggested key points."""


class SuggestedPointsFilter(admin.SimpleListFilter):
    title = "suggested key points"
    parameter_name = "suggested"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Has suggested key points"), ("no", "Has none")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        suggested = Exists(KeyPoint.objects.filter(question=OuterRef("pk"), is_suggestion=True))
        match self.value():
            case "yes":
                return queryset.filter(suggested)
            case "no":
                return queryset.filter(~suggested)
        return queryset


@admin.register(Topic)
class TopicAdmin(HistoryAdmin):
    list_display = ("name", "slug", "description", "question_count")
    search_fields = ("name", "slug", "description")
    ordering = ("name",)  # repeated: counting drops the model's own
    prepopulated_fields: ClassVar = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).annotate(question_total=Count("questions"))

    @admin.display(description="questions", ordering="question_total")
    def question_count(self, topic: Any) -> int:
        return topic.question_total


@admin.register(Question)
class QuestionAdmin(ExportingAdmin):
    """One page a question, with its parts in order; publishing, previews and history around it."""

    form = QuestionForm
    inlines = PART_INLINES
    object_history_template = "admin/questions/question/part_history.html"
    list_display = (
        "title",
        "category",
        "difficulty",
        "round",
        "status",
        "point_count",
        "suggestion_count",
        "position",
    )
    list_filter = (
        "status",
        SuggestedPointsFilter,
        "category",
        "difficulty",
        "round",
        "topics",
    )
    list_per_page = 50
    search_fields = ("title", "slug", "prompt", "sample_answer", "notes", "key_points__text")
    ordering = ("position", "slug")
    actions = ("publish", "retire", "back_to_draft", "approve")
    autocomplete_fields = ("topics", "related")
    prepopulated_fields: ClassVar = {"slug": ["title"]}
    save_on_top = True
    fieldsets: ClassVar = (
        (None, {"fields": ("title", "slug", ("status", "position"), "prompt")}),
        (
            "Filed under",
            {"fields": (("category", "difficulty", "round"), "topics", "related")},
        ),
        (
            "The answer",
            {
                "fields": (
                    ("target_min_seconds", "target_max_seconds"),
                    "framework",
                    "sample_answer",
                    "notes",
                )
            },
        ),
        ("Where it is from", {"fields": ("source", "licence", "attribution")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        points = Count("key_points", distinct=True)
        suggestions = Count("key_points", filter=Q(key_points__is_suggestion=True), distinct=True)
        questions = super().get_queryset(request)
        return questions.annotate(point_total=points, suggestion_total=suggestions)

    def formfield_for_manytomany(self, *args: Any, **kwargs: Any) -> Any:
        """Leave out the button that clears a list: it stands in the list without being an item of it."""
        field = super().formfield_for_manytomany(*args, **kwargs)
        if field is not None:
            field.widget.is_required = True
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Offer a new question the place after the last, with room for others in between."""
        last = Question.objects.aggregate(last=Max("position"))["last"] or 0
        return {"position": last + 10, **super().get_changeform_initial_data(request)}

    @admin.display(description="points", ordering="point_total")
    def point_count(self, question: Any) -> int:
        return question.point_total

    @admin.display(description="suggested", ordering="suggestion_total")
    def suggestion_count(self, question: Any) -> int:
        return question.suggestion_total

    def view_on_site(self, question: Question) -> str:
        """Link straight to the page, which shows drafts too to those who keep the bank."""
        return question.get_absolute_url()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Questions are retired; only a superuser deletes one, on its own page."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        self._move(request, queryset, PublicationStatus.PUBLISHED, "published")

    @admin.action(description="Retire", permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        self._move(request, queryset, PublicationStatus.RETIRED, "retired")

    @admin.action(description="Put back to draft", permissions=["change"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        self._move(request, queryset, PublicationStatus.DRAFT, "put back to draft")

    def _move(
        self,
        request: HttpRequest,
        queryset: QuerySet[Question],
        status: PublicationStatus,
        done: str,
    ) -> None:
        moved = move(queryset.prefetch_related("key_points", "structure_steps"), status)
        for question in moved.changed:
            self.log_change(request, question, f"{done.capitalize()}.")
        for level, text in after_moving(moved, status, done):
            self.message_user(request, text, level)

    @admin.action(description="Approve suggested key points", permissions=["approve"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        self._approve(request, queryset)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        may_change_points = request.user.has_perm("questions.change_keypoint")
        return may_change_points and self.has_change_permission(request)

    def _approve(self, request: HttpRequest, questions: Iterable[Question]) -> None:
        if not self.has_approve_permission(request):
            raise PermissionDenied
        approved = approve_suggestions(questions)
        for question in approved:
            self.log_change(request, question, "Approved its suggested key points.")
        level, text = after_approving(approved)
        self.message_user(request, text, level)

    def save_related(
        self, request: HttpRequest, form: QuestionForm, formsets: Any, change: bool
    ) -> None:
        """Publish only what is complete, which can be told once the parts are saved."""
        super().save_related(request, form, formsets, change)
        question = form.instance
        if APPROVE in request.POST:
            self._approve(request, [question])
        if question.status == PublicationStatus.PUBLISHED:
            self._check_published(request, question, form)

    def _check_published(
        self, request: HttpRequest, question: Question, form: QuestionForm
    ) -> None:
        lacking, is_new = lacks(question), "status" in form.changed_data
        if lacking and is_new:
            question.status = form.initial.get("status", PublicationStatus.DRAFT)
            question.save(update_fields=["status"])
            text = f"It was saved but not published: it has {no(lacking)}."
            self.message_user(request, text, messages.ERROR)
        elif lacking:
            text = f"Candidates see this question, and it has {no(lacking)}."
            self.message_user(request, text, messages.WARNING)
        elif is_new and (text := unfinished(question)):
            self.message_user(request, text, messages.WARNING)

    def response_change(self, request: HttpRequest, obj: Question) -> HttpResponse:
        if APPROVE in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer to approve what a tool suggested, where that is for this editor to do."""
        question = context.get("original")
        if question and self.has_approve_permission(request):
            context["suggestion_count"] = question.key_points.filter(is_suggestion=True).count()
            context["approve_name"] = APPROVE
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            # Not wrapped: for who is logged out it would send the login page into the preview.
            path("preview/", require_POST(self.preview_view), name="questions_question_preview"),
            path(
                "<int:pk>/restore/<str:part>/<int:version>/",
                wrap(require_POST(self.restore_view)),
                name="questions_question_restore",
            ),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """Render the posted field for a preview, exactly as candidates would get it."""
        may_write = self.has_change_permission(request) or self.has_add_permission(request)
        if not (self.admin_site.has_permission(request) and may_write):
            raise PermissionDenied
        text = next((request.POST[name] for name in PREVIEWED_FIELDS if name in request.POST), None)
        if text is None:
            raise BadRequest(f"One of {', '.join(PREVIEWED_FIELDS)} is needed.")
        return HttpResponse(render_markdown(text))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        question = self.get_object(request, object_id)
        context = {
            "part_changes": part_changes(question) if question else [],
            "may_restore": self.has_change_permission(request, question),
        }
        return super().history_view(request, object_id, {**context, **(extra_context or {})})

    def restore_view(self, request: HttpRequest, pk: int, part: str, version: int) -> HttpResponse:
        """Bring back the part whose deletion is recorded as ``version``."""
        question = get_object_or_404(Question, pk=pk)
        may_restore = self.has_change_permission(request, question) and request.user.has_perm(
            f"questions.add_{part}"
        )
        if not may_restore:
            raise PermissionDenied
        try:
            restored = restore_part(deleted_part(question, part, version))
        except ObjectDoesNotExist:
            raise Http404 from None
        except KeyTakenError as taken:
            text = f"It was not restored: another part has taken its key, “{taken}”."
            self.message_user(request, text, messages.ERROR)
        else:
            self.log_change(request, question, f"Restored “{restored}”.")
            self.message_user(request, f"Restored: {restored}", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:questions_question_history", args=[pk]))
