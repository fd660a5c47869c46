from django.urls import path, register_converter

from practice.views import attempts, live, opinion, pages, question, sharing, workspace


class TextChoiceConverter:
    """Which text goes on after a conflict."""

    regex = "saved|kept|both"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(TextChoiceConverter, "choice")

app_name = "practice"
urlpatterns = [
    path("", pages.landing, name="landing"),
    path("practice/", pages.home, name="home"),
    path("practice/sharing/", sharing.share, name="sharing"),
    path("questions/<slug:slug>/", question.question, name="question"),
    path("questions/<slug:slug>/reveal/", question.reveal_rung, name="reveal"),
    path("questions/<slug:slug>/afresh/", workspace.begin_afresh, name="afresh"),
    path("questions/<slug:slug>/practise/", workspace.workspace, name="workspace"),
    path("questions/<slug:slug>/practise/save/", workspace.save, name="save"),
    path("questions/<slug:slug>/practise/reveal/", workspace.reveal_rung, name="save-and-reveal"),
    path("questions/<slug:slug>/practise/outline/", workspace.insert_outline, name="outline"),
    path("questions/<slug:slug>/practise/coverage/", live.coverage, name="live"),
    path("questions/<slug:slug>/practise/compare/", workspace.compare, name="compare"),
    path(
        "questions/<slug:slug>/practise/choose/<int:kept>/<choice:choice>/",
        workspace.choose,
        name="choose",
    ),
    path(
        "questions/<slug:slug>/practise/afresh/",
        workspace.save_and_begin_afresh,
        name="save-and-afresh",
    ),
    path("questions/<slug:slug>/attempts/", attempts.history, name="history"),
    path(
        "questions/<slug:slug>/attempts/difference/",
        attempts.attempt_difference,
        name="difference",
    ),
    path("attempts/<int:pk>/", attempts.attempt, name="attempt"),
    path("attempts/<int:pk>/points/<int:position>/", attempts.override, name="override"),
    path("attempts/<int:pk>/mistakes/", attempts.tick_mistakes, name="mistakes"),
    path("attempts/<int:pk>/opinion/", opinion.opinion, name="opinion"),
]
