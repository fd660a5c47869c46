import pytest
from django.urls import reverse

from tests.factories import UNSTATED, make_bare_question

pytestmark = pytest.mark.django_db
LIST = reverse("questions:list")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def bank():
    return [
        make_bare_question(title="Rolling back", difficulty="easy"),
        make_bare_question(title="Staying calm", difficulty="hard"),
    ]


def test_a_browser_gets_the_whole_page(client, bank):
    page = client.get(LIST).content.decode()
    assert "<html" in page
    assert "Rolling back" in page
    assert "Staying calm" in page


def test_htmx_gets_the_results_with_fresh_counts_and_a_shareable_address(client, bank):
    response = client.get(LIST, {"q": "", "difficulty": "easy", "sort": "bank"}, headers=HTMX)
    fragment = response.content.decode()
    assert "<html" not in fragment
    assert "Rolling back" in fragment
    assert "Staying calm" not in fragment
    assert 'id="count-difficulty-hard" hx-swap-oob="true">1<' in fragment
    assert response["HX-Replace-Url"] == f"{LIST}?difficulty=easy"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_answer_varies_on_who_asks(client, bank, headers):
    assert "HX-Request" in client.get(LIST, headers=headers)["Vary"]


def test_nothing_found_offers_each_way_out(client, bank):
    page = client.get(LIST, {"q": "zebra", "difficulty": "easy"}).content.decode()
    assert "Nothing matches all of that" in page
    assert 'href="?difficulty=easy"' in page
    assert 'href="?q=zebra"' in page


def test_an_empty_bank_says_how_to_fill_it(client):
    assert "load_bank" in client.get(LIST).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_a_question_does_not_state_is_left_out(client, headers):
    make_bare_question(title="Bare", **UNSTATED)
    page = client.get(LIST, headers=headers).content.decode()
    card = page.split('<li class="question-card">')[1].split("</ol>")[0]
    assert "Bare" in card
    for absent in ("badge", "None", "seconds", "minutes", "Not given"):
        assert absent not in card


def test_a_search_is_shown_as_text(client, bank):
    page = client.get(LIST, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_the_list_does_not_write(client, bank):
    client.get(LIST)
    assert not client.cookies


def test_the_list_is_for_reading(client):
    assert client.post(LIST).status_code == 405
