"""The bank in Django admin, for its editors. ``practice.admin`` adds what candidates make of it."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, ObjectDoesNotExist, PermissionDenied
from django.db.models import Count, Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import get_text_list
from django.views.decorators.http import require_POST

from questions.admin_forms import PREVIEWED_FIELDS, QuestionForm
from questions.models import PublicationStatus, Question, Topic
from questions.part_admin import PART_INLINES, HistoryAdmin
from questions.publishing import lacks, move
from questions.rendering import render_markdown
from questions.restoring import KeyTakenError, deleted_part, part_changes, restore_part


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
class QuestionAdmin(HistoryAdmin):
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
        "position",
    )
    list_filter = ("status", "category", "difficulty", "round", "topics")
    list_per_page = 50
    search_fields = ("title", "slug", "prompt", "sample_answer", "notes", "key_points__text")
    ordering = ("position", "slug")
    actions = ("publish", "retire", "back_to_draft")
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
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        points = Count("key_points", distinct=True)
        return super().get_queryset(request).annotate(point_total=points)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Offer a new question the place after the last, with room for others in between."""
        last = Question.objects.aggregate(last=Max("position"))["last"] or 0
        return {"position": last + 10, **super().get_changeform_initial_data(request)}

    @admin.display(description="points", ordering="point_total")
    def point_count(self, question: Any) -> int:
        return question.point_total

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
        if moved.changed:
            self.message_user(request, f"{_questions(moved.changed)} {done}.", messages.SUCCESS)
        if moved.unchanged:
            self.message_user(
                request, f"{_questions(moved.unchanged)} already {status.label.lower()}."
            )
        for question, lacking in moved.refused:
            text = f"“{question}” was not published: it has {_no(lacking)}."
            self.message_user(request, text, messages.ERROR)

    def save_related(
        self, request: HttpRequest, form: QuestionForm, formsets: Any, change: bool
    ) -> None:
        """Publish only what is complete, which can be told once the parts are saved."""
        super().save_related(request, form, formsets, change)
        question = form.instance
        lacking = lacks(question) if question.status == PublicationStatus.PUBLISHED else []
        if not lacking:
            return
        if "status" in form.changed_data:
            question.status = form.initial.get("status", PublicationStatus.DRAFT)
            question.save(update_fields=["status"])
            text = f"It was saved but not published: it has {_no(lacking)}."
            self.message_user(request, text, messages.ERROR)
        else:
            text = f"Candidates see this question, and it has {_no(lacking)}."
            self.message_user(request, text, messages.WARNING)

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


def _no(names: list[str]) -> str:
    return get_text_list([f"no {name}" for name in names], "and")


def _questions(questions: list[Question]) -> str:
    return "1 question" if len(questions) == 1 else f"{len(questions)} questions"
