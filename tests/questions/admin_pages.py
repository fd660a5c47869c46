"""What the tests of admin share: an editor, and the values that a page would post unchanged."""

from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from prepbank.accounts.models import User
from questions.editors import set_up_editors
from questions.models import Question

LIST = "/admin/questions/question/"


def make_editor(name: str = "ed") -> User:
    editor = User.objects.create_user(name, password="clouds-and-rain-9", is_staff=True)
    editor.groups.add(set_up_editors())
    return editor


def make_viewer(*codenames: str) -> User:
    """A member of staff who may view the bank, and do what ``codenames`` say."""
    viewer = User.objects.create_user("viewer", password="clouds-and-rain-9", is_staff=True)
    named = Permission.objects.filter(content_type__app_label="questions")
    viewer.user_permissions.set(named.filter(codename__startswith="view_"))
    viewer.user_permissions.add(*named.filter(codename__in=codenames))
    return viewer


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def change_url(row: Any) -> str:
    return admin_url(row, "change", row.pk)


def admin_url(row: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:questions_{row._meta.model_name}_{page}", args=args)


def posted_by(page: Any) -> dict[str, Any]:
    """Return what a browser would post from an admin page on which nothing was typed."""
    context = page.context
    formsets = [inline.formset for inline in context.get("inline_admin_formsets", [])]
    forms = [context["adminform"].form]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: _as_posted(value) for name, value in values.items() if value is not None}


def _as_posted(value: Any) -> Any:
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


def save(client: Client, question: Question, **changes: Any) -> Any:
    """Post the question's page with ``changes`` to what stands there."""
    url = change_url(question)
    return client.post(url, {**posted_by(client.get(url)), **changes}, follow=True)


def messages(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def history_counts(question: Question) -> list[int]:
    """Return how many versions are recorded of the question and of each kind of its parts."""
    related = ("structure_steps", "key_points", "mistakes", "follow_ups")
    parts = [getattr(question, name).model.history for name in related]
    return [
        question.history.count(),
        *(part.filter(question_id=question.pk).count() for part in parts),
    ]
