from django.urls import reverse

from practice.models import Attempt
from tests.factories import make_bare_question

LANDING = reverse("practice:landing")


def test_one_click_starts_a_question(client, question):
    page = client.get(LANDING).content.decode()
    assert reverse("practice:workspace", args=["outage"]) in page
    assert "Browse all 1 question" in page


def test_what_is_practised_already_is_not_offered_again(visitor, candidate, question):
    fresh = make_bare_question("fresh")
    Attempt.objects.create(candidate=candidate, question=question, number=1, text="Done")
    page = visitor.get(LANDING).content.decode()
    assert reverse("practice:workspace", args=[fresh.slug]) in page


def test_when_all_is_practised_there_is_still_one_to_start(visitor, candidate, question):
    Attempt.objects.create(candidate=candidate, question=question, number=1, text="Done")
    assert reverse("practice:workspace", args=["outage"]) in visitor.get(LANDING).content.decode()


def test_an_empty_bank_still_has_a_landing_page(client, db):
    assert client.get(LANDING).status_code == 200
