import pytest
from django.urls import reverse

from practice.models import MAX_DRAFT_LENGTH, Attempt, Draft, KeptText
from prepbank.accounts.models import Candidate
from tests.factories import ANSWER, make_bare_question
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])


def url(name, *args):
    return reverse(f"practice:{name}", args=["outage", *args])


@pytest.fixture
def send(client, question):
    def send(name, text, *args, headers=None, **fields):
        editor = {"text": text, "version": 0, "writer": "page-a", "sequence": 1}
        return client.post(url(name, *args), {**editor, **fields}, headers=headers or {})

    return send


def body(response):
    return response.content.decode()


def test_opening_the_workspace_writes_nothing(client, question):
    page = body(client.get(url("workspace")))
    assert question.prompt in page
    assert "Nothing written yet" in page
    assert not Candidate.objects.exists()
    assert "sessionid" not in client.cookies


def test_a_visitor_practises_at_once_and_finds_the_text_again(client, send):
    send("save", "My answer")
    assert "My answer</textarea>" in body(client.get(url("workspace")))


def test_a_browser_is_sent_back_to_the_workspace(client, send):
    response = send("save", "My answer")
    assert response.status_code == 302
    assert response["Location"] == url("workspace")
    assert "Saved at" in body(client.get(url("workspace")))


def test_htmx_hears_what_is_saved_and_which_version(send):
    response = send("save", "My answer", headers=HTMX)
    assert "<html" not in body(response)
    assert "Saved at" in body(response)
    assert 'name="version" value="1"' in body(response)
    assert "draft-stored" in response["HX-Trigger"]


def test_windows_line_ends_and_nul_do_not_change_a_text(send):
    send("save", "One\r\ntwo\x00")
    assert Draft.objects.get().text == "One\ntwo"


def test_white_space_is_kept_as_typed(client, send):
    send("save", "\n  One  \n")
    assert Draft.objects.get().text == "\n  One  \n"
    assert ">&#10;\n  One  \n</textarea>" in body(client.get(url("workspace")))


def test_a_draft_is_shown_as_text(client, send):
    send("save", "</textarea><script>alert(1)</script>")
    assert "<script>alert" not in body(client.get(url("workspace")))


@EITHER_WAY
def test_too_long_a_text_is_refused_and_shown_again(send, headers):
    text = "word " * (MAX_DRAFT_LENGTH // 4)
    response = send("save", text, headers=headers)
    assert response.status_code == 422
    assert "Not saved: an answer may have up to 50000 characters" in body(response)
    assert "HX-Trigger" not in response
    assert not Draft.objects.exists()
    if not headers:
        assert text.strip() in body(response)


@pytest.mark.parametrize("fields", [{"writer": ""}, {"sequence": "x"}, {"version": "-3"}])
def test_a_broken_form_is_refused_not_saved(send, fields):
    assert send("save", "Text", **fields).status_code == 422
    assert not Draft.objects.exists()


def test_a_conflict_shows_both_texts_in_place(send):
    send("save", "From the first page")
    response = send("save", "From the second page", writer="page-b", headers=HTMX)
    fragment = body(response)
    assert "both are kept" in fragment
    assert "Saved at" not in fragment
    assert "From the first page" in fragment
    assert "From the second page" in fragment
    assert 'name="version" value="0"' in fragment


def test_a_conflict_shows_both_texts_without_javascript(client, send):
    send("save", "From the first page")
    send("save", "From the second page", writer="page-b")
    page = body(client.get(url("workspace")))
    assert "There are two texts of this answer" in page
    assert "From the second page" in page


@EITHER_WAY
def test_the_choice_between_two_texts_is_kept(send, headers):
    send("save", "First")
    send("save", "Second", writer="page-b")
    kept = KeptText.objects.get()
    response = send("choose", "Second, typed on", kept.pk, "kept", writer="page-b", headers=headers)
    assert response.headers.get("Location", response.headers.get("HX-Redirect")) == url("workspace")
    assert Draft.objects.get().text == "Second, typed on"
    assert not KeptText.objects.exists()


def test_a_conflict_is_not_compared(send):
    send("save", "First")
    response = send("compare", "Second", writer="page-b", headers=HTMX)
    assert response.status_code == 409
    assert not Attempt.objects.exists()


@EITHER_WAY
def test_a_rung_opens_and_the_text_is_saved_first(client, send, headers):
    response = send("save-and-reveal", "So far", rung="structure", headers=headers)
    if headers:
        assert "Tell the situation." in body(response)
        assert "<html" not in body(response)
    assert Draft.objects.get().text == "So far"
    assert "Tell the situation." in body(client.get(url("workspace")))


def test_closed_rungs_are_not_in_the_page(client, question):
    page = body(client.get(url("workspace")))
    for hidden in ("Tell the situation.", "Rolls back first", "Blaming", "I rolled it back"):
        assert hidden not in page


@EITHER_WAY
def test_the_outline_joins_the_text_and_counts_as_the_structure(client, send, headers):
    response = send("outline", "So far", headers=headers)
    if headers:
        assert "Situation:" in body(response)
        assert 'name="version" value="2"' in body(response)
    draft = Draft.objects.get()
    assert draft.text == "So far\n\nSituation:\n\n\nAction:\n"
    assert list(draft.reveals.values_list("rung", flat=True)) == ["structure"]


@EITHER_WAY
def test_comparing_leads_to_the_attempt(send, headers):
    response = send("compare", ANSWER, headers=headers)
    target = response.headers.get("HX-Redirect") if headers else response["Location"]
    assert target == Attempt.objects.get().get_absolute_url()


@EITHER_WAY
def test_an_empty_answer_is_not_compared(send, headers):
    response = send("compare", "  ", headers=headers)
    assert response.status_code == 422
    assert "write an answer first" in body(response)


def test_a_fresh_start_empties_the_editor(client, send):
    send("compare", ANSWER)
    assert client.post(url("afresh")).status_code == 302
    page = body(client.get(url("workspace")))
    assert "rolled the release back" not in page
    assert "Key points <span" in page


@EITHER_WAY
def test_a_fresh_start_keeps_what_was_just_typed(client, send, headers):
    send("save", "First words")
    response = send("save-and-afresh", "First words and more", sequence=2, headers=headers)
    assert (response.headers.get("HX-Redirect") or response["Location"]) == url("workspace")
    draft = Draft.objects.get()
    assert draft.text == ""
    assert [kept.text for kept in draft.kept_texts.all()] == ["First words and more"]


def test_a_text_beyond_the_limit_is_refused_and_not_cut(client, send):
    """The editor sets no ``maxlength``: a browser would cut a pasted text without a word."""
    send("save", "Short")
    assert "maxlength" not in body(client.get(url("workspace")))
    response = send("save", "x" * 50_001, sequence=2)
    assert response.status_code == 422
    assert "x" * 50_001 in body(response)
    assert Draft.objects.get().text == "Short"


def test_a_fresh_start_without_a_draft_is_harmless(client, question):
    assert client.post(url("afresh")).status_code == 302
    assert not Draft.objects.exists()


@EITHER_WAY
def test_a_session_that_ended_asks_to_sign_in_and_loses_nothing(client, send, user, headers):
    client.force_login(user)
    send("save", "Before")
    client.logout()
    response = send("save", "Before and after", signed_in="1", sequence=2, headers=headers)
    target = response.headers.get("HX-Redirect") if headers else response["Location"]
    assert target == "/accounts/login/?next=%2Fquestions%2Foutage%2Fpractise%2F"
    client.post(reverse("account_login"), {"login": "ada", "password": "correct-horse-battery"})
    assert "Before and after" in body(client.get(url("workspace")))


def test_the_last_words_of_somebody_logged_out_are_not_given_to_the_next_visitor(send, db):
    response = send("save", "Private", signed_in="1", leaving="1", headers=HTMX)
    assert response.status_code == 409
    assert not Draft.objects.exists()


def test_an_out_of_date_csrf_token_shows_the_text_again(client, question):
    client.handler.enforce_csrf_checks = True
    response = client.post(url("save"), {"text": "Do <not> lose me"})
    assert response.status_code == 403
    assert "Do &lt;not&gt; lose me" in body(response)
    assert url("workspace") in body(response)


@pytest.mark.parametrize(
    "name", ["save", "save-and-reveal", "outline", "compare", "save-and-afresh", "afresh"]
)
def test_what_writes_wants_a_post(client, question, name):
    assert client.get(url(name)).status_code == 405


def test_a_retired_question_can_be_gone_on_with(client, question):
    question.status = "retired"
    question.save()
    assert "has left the bank" in body(client.get(url("workspace")))


@pytest.mark.parametrize("name", ["workspace", "question", "history"])
def test_an_unpublished_question_is_not_there(client, db, name):
    make_bare_question("outage", status="draft")
    assert client.get(url(name)).status_code == 404


def test_private_pages_are_not_stored_by_the_browser(client, question):
    assert "no-store" in client.get(url("workspace"))["Cache-Control"]


def test_the_workspace_costs_a_fixed_number_of_queries(client, send, django_assert_num_queries):
    send("save", "Text")
    with django_assert_num_queries(11):
        client.get(url("workspace"))


def test_a_form_without_its_editor_empties_nothing(client, send):
    send("save", "So far")
    editor = {"version": 1, "writer": "page-a", "sequence": 9}
    response = client.post(url("save"), editor, headers=HTMX)
    assert response.status_code == 422
    assert "lost its editor" in body(response)
    assert Draft.objects.get().text == "So far"


@pytest.mark.parametrize("name", ["save", "outline", "clock", "save-and-reveal", "compare"])
def test_a_refusal_never_takes_the_editors_place(send, name):
    response = send(name, "x" * (MAX_DRAFT_LENGTH + 1), headers=HTMX)
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#save-state"
    assert response["HX-Reswap"] == "innerHTML"
    assert response["HX-Reselect"] == "unset"
    assert "save-state--failed" in body(response)
