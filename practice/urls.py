from django.urls import path, register_converter

from practice.views import (
    attempts,
    data,
    deleting,
    editor,
    grading,
    live,
    mock,
    opinion,
    pages,
    preferences,
    progress,
    question,
    rating,
    sharing,
    stories,
    today,
    workspace,
)


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
    path("questions/<slug:slug>/practise/save/", editor.save, name="save"),
    path("questions/<slug:slug>/practise/clock/", editor.clock, name="clock"),
    path("questions/<slug:slug>/practise/time/", editor.tell_time, name="time"),
    path("questions/<slug:slug>/practise/reveal/", workspace.reveal_rung, name="save-and-reveal"),
    path("questions/<slug:slug>/practise/outline/", workspace.insert_outline, name="outline"),
    path(
        "questions/<slug:slug>/practise/story/<int:story>/", workspace.add_story, name="add-story"
    ),
    path("questions/<slug:slug>/practise/coverage/", live.coverage, name="live"),
    path("questions/<slug:slug>/practise/compare/", workspace.compare, name="compare"),
    path(
        "questions/<slug:slug>/practise/choose/<int:kept>/<choice:choice>/",
        editor.choose,
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
    path("attempts/<int:pk>/rate/", rating.rate, name="rate"),
    path("attempts/<int:pk>/delete/", deleting.delete_attempt, name="delete-attempt"),
    path("attempts/<int:pk>/points/<int:position>/", attempts.override, name="override"),
    path("attempts/<int:pk>/mistakes/", attempts.tick_mistakes, name="mistakes"),
    path("attempts/<int:pk>/opinion/", opinion.opinion, name="opinion"),
    # What to do next
    path("today/", today.today, name="today"),
    path("attempts/<int:pk>/grade/", grading.grade, name="grade"),
    path("practice/preferences/", preferences.preferences, name="preferences"),
    # Mock interviews
    path("mock/", mock.mocks, name="mocks"),
    path("mock/<int:pk>/", mock.mock, name="mock"),
    path("mock/<int:pk>/delete/", deleting.delete_mock, name="delete-mock"),
    path("mock/<int:pk>/end/", mock.mock_end, name="mock-end"),
    path("mock/<int:pk>/<int:position>/", mock.turn, name="turn"),
    path("mock/<int:pk>/<int:position>/save/", editor.save, name="turn-save"),
    path("mock/<int:pk>/<int:position>/clock/", editor.clock, name="turn-clock"),
    path("mock/<int:pk>/<int:position>/time/", editor.tell_time, name="turn-time"),
    path(
        "mock/<int:pk>/<int:position>/choose/<int:kept>/<choice:choice>/",
        editor.choose,
        name="turn-choose",
    ),
    path(
        "mock/<int:pk>/<int:position>/interrupted/", mock.turn_interrupted, name="turn-interrupted"
    ),
    path("mock/<int:pk>/<int:position>/done/", mock.turn_done, name="turn-done"),
    path("mock/<int:pk>/<int:position>/end/", mock.turn_end, name="turn-end"),
    # Progress
    path("practice/progress/", progress.progress, name="progress"),
    # Stories
    path("stories/", stories.stories, name="stories"),
    path("stories/new/", stories.new_story, name="new-story"),
    path("stories/table/", stories.story_table, name="story-table"),
    path("stories/figure-row/", stories.figure_row, name="figure-row"),
    path("stories/questions/", stories.find_questions, name="find-questions"),
    path("stories/<int:pk>/", stories.story, name="story"),
    path("stories/<int:pk>/questions/", stories.find_questions, name="find-questions"),
    path("stories/<int:pk>/delete/", stories.delete_story, name="delete-story"),
    path("stories/<int:pk>/start/<slug:slug>/", stories.start_from_story, name="start-from-story"),
    # One's own data
    path("practice/data/", data.data, name="data"),
    path("practice/data/delete/", data.delete_all, name="delete-all"),
    path("practice/data/<slug:name>/", data.download, name="download"),
    path("practice/sheet/", data.sheet, name="sheet"),
]
