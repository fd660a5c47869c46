import pytest
from django.urls import reverse

from practice.models import Draft, Reveal
from prepbank.accounts.models import Candidate, User
from tests.factories import ANSWER, make_bare_question
from tests.practice.conftest import HTMX

PAGE = reverse("practice:question", args=["outage"])
REVEAL = reverse("practice:reveal", args=["outage"])


def body(response):
    return response.content.decode()


def test_the_page_shows_prompt_and_facts_and_hides_the_rest(client, question):
    page = body(client.get(PAGE))
    for shown in ("Tell me about an outage.", "Medium", "Behavioural", "Onsite", "1 to 2 minutes"):
        assert shown in page
    for hidden in ("Tell the situation.", "Rolls back first", "Blaming", "I rolled it back"):
        assert hidden not in page


def test_looking_writes_nothing(client, question):
    client.get(PAGE)
    assert not Candidate.objects.exists()
    assert not client.cookies.get("sessionid")


@pytest.mark.parametrize(
    ("rung", "shown"),
    [
        ("structure", "Tell the situation."),
        ("key-point", "Rolls back first and asks why later"),
        ("mistakes", "Blaming a colleague."),
        ("sample-answer", "I rolled it back and told everyone."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_each_rung_opens_and_is_recorded(client, question, rung, shown, headers):
    response = client.post(REVEAL, {"rung": rung}, headers=headers)
    if headers:
        assert shown in body(response)
        assert "<html" not in body(response)
    else:
        assert response["Location"] == f"{PAGE}#ladder"
    assert shown in body(client.get(PAGE))
    assert Reveal.objects.get().rung == rung


def test_key_points_open_one_by_one(client, question):
    for number in range(1, 5):
        client.post(REVEAL, {"rung": "key-point"})
        assert Reveal.objects.count() == min(number, 3)
    assert "Show the next key point" not in body(client.get(PAGE))


@pytest.mark.parametrize("rung", ["", "everything", "comparison"])
def test_an_unknown_rung_opens_nothing(client, question, rung):
    client.post(REVEAL, {"rung": rung})
    assert not Reveal.objects.exists()


def test_what_was_opened_here_is_open_in_the_workspace(client, question):
    client.post(REVEAL, {"rung": "structure"})
    workspace = client.get(reverse("practice:workspace", args=["outage"]))
    assert "Tell the situation." in body(workspace)


def test_one_visitor_does_not_open_rungs_for_another(client, question):
    client.post(REVEAL, {"rung": "structure"})
    client.cookies.clear()
    assert "Tell the situation." not in body(client.get(PAGE))


def test_the_sample_answer_is_rendered_safely(client, question):
    question.sample_answer = "**Bold** <script>alert(1)</script> [x](javascript:alert(1))"
    question.save()
    client.post(REVEAL, {"rung": "sample-answer"})
    page = body(client.get(PAGE))
    assert "<strong>Bold</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page


def test_related_questions_are_linked_while_they_are_published(client, question):
    near, gone = (
        make_bare_question(title="Near"),
        make_bare_question(title="Gone", status="retired"),
    )
    question.related.set([near, gone])
    page = body(client.get(PAGE))
    assert "Near" in page
    assert "Gone" not in page


def test_the_latest_attempt_is_shown(client, question):
    compare = reverse("practice:compare", args=["outage"])
    client.post(compare, {"text": ANSWER, "version": 0, "writer": "a", "sequence": 1})
    assert "2 covered, 0 partly" in " ".join(body(client.get(PAGE)).split())


def test_those_who_keep_the_bank_see_a_question_before_it_is_published(client, question):
    Draft.objects.all().delete()
    question.status = "draft"
    question.save()
    assert client.get(PAGE).status_code == 404
    client.force_login(User.objects.create_superuser("root"))
    assert "Not published yet" in body(client.get(PAGE))


def test_an_unknown_question_is_not_found(client, db):
    assert client.get(reverse("practice:question", args=["nothing"])).status_code == 404
