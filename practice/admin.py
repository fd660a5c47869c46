"""The question admin with what candidates make of each question; what they wrote is not here."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from practice.disagreeing import counted_points, disagreements
from practice.missing import missed_points
from questions.admin import QuestionAdmin
from questions.models import Question

KEPT = (
    "Candidates have practised this question or linked a story to it, so it cannot be deleted. "
    "Retire it instead."
)

admin.site.unregister(Question)


class DisagreementsForm(forms.Form):
    """Which question's points to show; all of them where it is left out."""

    question = forms.ModelChoiceField(
        Question.objects.order_by("title", "pk"),
        to_field_name="slug",
        required=False,
        empty_label="All",
    )


@admin.register(Question)
class PractisedQuestionAdmin(QuestionAdmin):
    """``questions`` may not know of practice, so what practice says of a question is added here."""

    readonly_fields = ("missed_most",)

    def get_fieldsets(self, request: HttpRequest, obj: Question | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or hasattr(obj, "_history"):
            return fieldsets
        return (*fieldsets, ("What candidates miss most", {"fields": ("missed_most",)}))

    @admin.display(description="Latest attempts")
    def missed_most(self, question: Question) -> SafeString:
        return render_to_string(
            "admin/practice/missed_points.html", {"points": missed_points(question)}
        )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.disagreements_view))
        return [path("disagreements/", view, name="practice_disagreements"), *super().get_urls()]

    def disagreements_view(self, request: HttpRequest) -> HttpResponse:
        """Show the key points that people overrode: numbers of attempts, so for who may view those."""
        if not request.user.has_perm("practice.view_attempt"):
            raise PermissionDenied
        form = DisagreementsForm(request.GET)
        if not form.is_valid():
            raise Http404
        rows = Paginator(counted_points(form.cleaned_data["question"]), self.list_per_page)
        page = rows.get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Disagreements",
            "form": form,
            "page": page,
            "disagreements": disagreements(list(page)),
            "may_open": self.has_view_permission(request),
        }
        return render(request, "admin/practice/disagreements.html", context)

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and _is_practised(obj))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        question = self.get_object(request, object_id)
        if question and _is_practised(question) and self.has_delete_permission(request):
            self.message_user(request, KEPT, messages.ERROR)
            url = reverse("admin:questions_question_change", args=[question.pk])
            return HttpResponseRedirect(url)
        return super().delete_view(request, object_id, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        question = context.get("original")
        if question and self.has_delete_permission(request) and _is_practised(question):
            context["kept"] = KEPT
        return super().render_change_form(request, context, *args, **kwargs)


def _is_practised(question: Question) -> bool:
    rows = (question.attempts, question.drafts, question.turns, question.stories)
    return any(each.exists() for each in rows)
