"""A question's parts in admin: inlines on its page, and a page of their own for their history."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from questions.admin_forms import KeyPointForm, PartForm, PartFormSet, PlainTextarea
from questions.models import FollowUp, KeyPoint, Mistake, QuestionPart, StructureStep


class HistoryAdmin(SimpleHistoryAdmin):
    """Who may view a row may look at its versions; who may change it may bring them back."""

    object_history_template = "admin/questions/object_history.html"
    object_history_form_template = "admin/questions/version.html"
    object_history_list_template = "admin/questions/history_list.html"

    class Media:
        css: ClassVar = {"all": ["css/admin.css"]}

    @transaction.atomic
    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        # simple_history asks for no more than the view permission here, also to save.
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool
    ) -> None:
        """Write no version in which nothing differs, as one would be for a change of parts alone."""
        is_version = hasattr(obj, "_history")
        if form.has_changed() or is_version or not change:
            super().save_model(request, obj, form, change)


class PartInline(admin.StackedInline):
    """Every inline is as many rows as there are and one to fill in, which needs no script."""

    form = PartForm
    formset = PartFormSet
    extra = 1
    show_change_link = True
    formfield_overrides: ClassVar = {models.TextField: {"widget": PlainTextarea(attrs={"rows": 2})}}


class StructureStepInline(PartInline):
    model = StructureStep
    fields = (("position", "key"), "label", "guidance")


class KeyPointInline(PartInline):
    model = KeyPoint
    form = KeyPointForm
    fields = (("position", "key"), "text", "aliases", "is_suggestion")


class MistakeInline(PartInline):
    model = Mistake
    fields = (("position", "key"), "text")


class FollowUpInline(PartInline):
    model = FollowUp
    fields = (("position", "key"), "text")


PART_INLINES = (StructureStepInline, KeyPointInline, MistakeInline, FollowUpInline)


@admin.register(StructureStep, KeyPoint, Mistake, FollowUp)
class PartAdmin(HistoryAdmin):
    """Reached from the question's page and kept out of the index: alone, a part means nothing."""

    form = PartForm
    list_display = ("__str__", "question", "position")
    list_select_related = ("question",)
    search_fields = ("key", "question__title")
    readonly_fields = ("question",)
    formfield_overrides: ClassVar = {models.TextField: {"widget": PlainTextarea(attrs={"rows": 4})}}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Parts are added on their question's page, where the others are in sight."""
        return False

    def response_post_save_change(self, request: HttpRequest, obj: QuestionPart) -> HttpResponse:
        return _back_to(obj.question_id)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        gone = self.model.history.filter(id=obj_id).latest()
        self.message_user(
            request, f"Deleted: {obj_display}. The question's history can restore it."
        )
        return _back_to(gone.question_id)


def _back_to(question_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:questions_question_change", args=[question_id]))
