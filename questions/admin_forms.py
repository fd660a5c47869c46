"""The forms that editors fill in: Markdown with a preview, parts that make room for each other."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.forms.models import BaseInlineFormSet
from django.urls import reverse

from questions.models import PublicationStatus, Question, QuestionPart
from questions.publishing import lacks

PREVIEWED_FIELDS = ("prompt", "sample_answer", "notes")
LAST = 32_767
APPROVING = (
    "Taken from the sample answer by a tool, and candidates are told so. Untick it to approve the point: "
    "changing its text alone does not."
)


class PlainTextarea(AdminTextareaWidget):
    """A text area whose lines end as the bank's do, so that saving a page does not change texts."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class MarkdownTextarea(PlainTextarea):
    """A text area with its text rendered below: as saved, and as typed where htmx runs."""

    template_name = "admin/questions/markdown_textarea.html"

    class Media:
        js = ("django_htmx/htmx-2.min.js", "js/admin.js")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        asks = {
            "hx-post": reverse("admin:questions_question_preview"),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": f"#{(attrs or {}).get('id', name)}_preview",
            "hx-params": f"{name},csrfmiddlewaretoken",
            "hx-sync": "this:replace",
        }
        return super().get_context(name, value, {**(attrs or {}), **asks})


class QuestionForm(forms.ModelForm):
    """A question, or an earlier version of one that is about to be brought back."""

    class Meta:
        model = Question
        fields = "__all__"  # noqa: DJ007 (the admin's fieldsets say which)
        widgets: ClassVar = {
            "prompt": MarkdownTextarea(attrs={"rows": 3}),
            "sample_answer": MarkdownTextarea(attrs={"rows": 16}),
            "notes": MarkdownTextarea(attrs={"rows": 16}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._version = getattr(self.instance, "_history", None)
        if self._version:
            # These are no columns, so an earlier version's instance comes with today's.
            self.initial["topics"] = [row.topic_id for row in self._version.topics.all()]
            self.initial["related"] = [row.to_question_id for row in self._version.related.all()]

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if self.instance in self.cleaned_data.get("related", []):
            self.add_error("related", "A question is not related to itself.")
        publishes = self.cleaned_data.get("status") == PublicationStatus.PUBLISHED
        if self._version and publishes and (lacking := self._lacking()):
            self.add_error("status", f"It cannot be published without {', '.join(lacking)}.")
        return data

    def _lacking(self) -> list[str]:
        """What it would be published without: of its fields as typed, of its parts as they are."""
        fields = {"prompt": "prompt", "sample_answer": "sample answer"}
        typed = [
            name for field, name in fields.items() if not self.cleaned_data.get(field, "").strip()
        ]
        parts = [name for name in lacks(self.instance) if name not in fields.values()]
        return typed + parts


class PartForm(forms.ModelForm):
    """One part. Its key is its lasting identity, so it can be chosen once and not changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["key"].disabled = True
            self.fields["key"].help_text = ""
        else:
            self.initial["position"] = None
            self.fields["position"].help_text = "Left empty, it comes last. The others make room."
        self.fields["position"].required = False
        if "is_suggestion" in self.fields:
            self.fields["is_suggestion"].help_text = APPROVING

    def clean_key(self) -> str | None:
        """Leave an empty key unknown, not empty: saving makes one, so none clashes before that."""
        return self.cleaned_data["key"] or None

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or self.initial.get("position") or LAST


class KeyPointForm(PartForm):
    class Meta:
        widgets: ClassVar = {"aliases": PlainTextarea(attrs={"rows": 5})}


class PartFormSet(BaseInlineFormSet):
    """The parts of one question. An editor types the place that a part shall have, and the others
    make room: places end up as 1, 2, 3 without ties or gaps.
    """

    def save(self, commit: bool = True) -> list[QuestionPart]:
        saved = super().save(commit=commit)
        if commit and self.has_changed():
            self._make_room()
        return saved

    def _make_room(self) -> None:
        kept = [form for form in self.forms if form.instance.pk and form not in self.deleted_forms]
        for place, form in enumerate(sorted(kept, key=_place), start=1):
            if form.instance.position != place:
                form.instance.position = place
                form.instance.save(update_fields=["position"])


def _place(form: forms.ModelForm) -> tuple[int, int]:
    """Sort a part that moved up before the one whose place it took, one that moved down after."""
    asked = form.instance.position
    before = form.initial["position"] or LAST
    return asked, (asked > before) - (asked < before)
