"""Every page in both colour schemes, at 390 and 1280 pixels: no axe finding, no sideways scrolling."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from playwright.sync_api import Page

from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.models import Rung
from practice.revealing import reveal
from prepbank.accounts.candidates import SESSION_KEY
from prepbank.accounts.models import Candidate, User
from tests.factories import ANSWER, make_question

NOTES = """
## A table

| what | when |
| --- | ---: |
| page | 02:10 |

- [ ] check the dashboards

```yaml
alert: TooManyErrors
expr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05
```

> Alert on symptoms.
"""

OPEN_TO_ALL = [
    "/",
    "/questions/",
    "/questions/?q=zebra&difficulty=hard",
    "/questions/outage/",
    "/questions/outage/practise/",
    "/questions/outage/attempts/",
    "/practice/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/confirm-email/",
    "/accounts/inactive/",
    "/no-such-page/",
]
OF_ONES_OWN = [
    "/questions/",
    "/practice/",
    "/questions/outage/",
    "/questions/outage/practise/",
    "/questions/outage/attempts/",
    "/questions/outage/attempts/difference/?before=1&after=2",
    "attempt",
]
OF_AN_ACCOUNT = [
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/reauthenticate/",
    "/practice/",
]


def check(page: Page, axe, address: str) -> None:
    page.goto(address)
    axe(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"{address} scrolls sideways by {overflow} pixels"


@pytest.fixture
def question(transactional_db):
    return make_question("outage", notes=NOTES, topics=("on-call", "alerting"), framework="STAR")


def test_pages_open_to_all(question, any_page: Page, axe, troubles):
    troubles.allow("404")
    for address in OPEN_TO_ALL:
        check(any_page, axe, address)


def test_pages_of_ones_own(question, any_page: Page, axe, client, live_server):
    attempt = practise(question)
    session = client.session
    session[SESSION_KEY] = attempt.candidate.pk
    session.save()
    speak_for(any_page, session.session_key, live_server.url)
    for address in OF_ONES_OWN:
        check(any_page, axe, attempt.get_absolute_url() if address == "attempt" else address)


def practise(question):
    candidate = Candidate.objects.create()
    for number, text in enumerate([ANSWER, f"{ANSWER} And I read the traces."]):
        draft, _ = save_edit(candidate, question, Edit(text, number, "page", number + 1))
        attempt = compare_draft(draft)
    for rung in Rung.values:
        reveal(draft, Rung(rung))
    save_edit(candidate, question, Edit("Another text", 0, "other", 1))
    return attempt


def speak_for(page: Page, session_key: str, origin: str) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": session_key, "url": origin}])


def test_pages_of_an_account(question, any_page: Page, axe, client, live_server):
    ada = User.objects.create_user("ada", password="correct-horse-battery")
    EmailAddress.objects.create(user=ada, email=f"{'a-long-name-' * 5}@example.org")
    client.force_login(ada)
    speak_for(any_page, client.session.session_key, live_server.url)
    for address in OF_AN_ACCOUNT:
        check(any_page, axe, address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_admin_pages_keep_to_the_content_policy(question, new_page, client, live_server, scheme):
    client.force_login(User.objects.create_superuser("root"))
    page = new_page(scheme=scheme)
    speak_for(page, client.session.session_key, live_server.url)
    for address in (
        reverse("admin:index"),
        reverse("admin:questions_question_changelist"),
        reverse("admin:questions_question_change", args=[question.pk]),
        reverse("admin:questions_question_history", args=[question.pk]),
    ):
        page.goto(address)
