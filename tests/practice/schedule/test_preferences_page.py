"""Preferences: what a candidate sets, what is refused, and that looking makes nobody."""

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.schedule.preferences import PreferencesForm
from practice.schedule.zones import cities_by_area, day_name, zone_of
from prepbank.accounts.models import Candidate
from tests.practice.conftest import HTMX

GOOD = {
    "daily_questions": "5",
    "interview_on": "",
    "words_per_minute": "150",
    "time_zone": "Europe/Prague",
}
ADDRESS = "/practice/preferences/"
TODAY = datetime.now(UTC).date()


def body(response):
    return " ".join(response.content.decode().split())


def send(client, **fields):
    return client.post(reverse("practice:preferences"), GOOD | fields)


def test_they_are_kept_and_shown(visitor, candidate):
    day = TODAY + timedelta(days=20)
    response = send(visitor, interview_on=str(day))
    assert response["Location"] == ADDRESS
    candidate.refresh_from_db()
    assert (candidate.daily_questions, candidate.words_per_minute) == (5, 150)
    assert (candidate.interview_on, candidate.time_zone) == (day, "Europe/Prague")
    page = body(visitor.get(ADDRESS))
    assert "Kept." in page
    assert f'value="{day}"' in page
    assert '<option value="Europe/Prague" selected>Prague</option>' in page


def test_looking_makes_no_candidate_and_sending_does(client, db):
    page = body(client.get(ADDRESS))
    assert 'value="3"' in page
    assert 'value="140"' in page
    assert "As the server: UTC" in page
    assert not Candidate.objects.exists()
    send(client)
    assert Candidate.objects.get().time_zone == "Europe/Prague"


def test_what_is_refused_makes_no_candidate(client, db):
    assert send(client, daily_questions="0").status_code == 422
    assert not Candidate.objects.exists()


def test_an_account_has_its_own(client, user):
    client.force_login(user)
    send(client)
    assert Candidate.objects.get().user == user


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            ("daily_questions", each)
            for each in ("0", "21", "-1", "", "three", "3\x00", "9" * 5000)
        ),
        *(("words_per_minute", each) for each in ("79", "241", "", "1e2", "140.5", "NaN")),
        *(
            ("time_zone", each)
            for each in ("Mars/Olympus", "../../etc/passwd", "Europe/P\x00", "x" * 999)
        ),
        *(
            ("interview_on", each)
            for each in ("soon", "2026-02-30", "\x00", "99999-01-01", "2020-01-01")
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_told_beside_the_field(visitor, candidate, field, value):
    response = send(visitor, **{field: value})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}
    assert 'aria-invalid="true"' in body(response)
    candidate.refresh_from_db()
    assert (candidate.daily_questions, candidate.time_zone) == (3, "")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_empty_form_is_refused(visitor, headers):
    response = visitor.post(ADDRESS, {}, headers=headers)
    assert response.status_code == 422
    assert "This field is required" in body(response)


def test_a_day_that_passed_stays_while_it_is_not_touched(visitor, candidate):
    passed = TODAY - timedelta(days=30)
    Candidate.objects.update(interview_on=passed)
    assert send(visitor, interview_on=str(passed)).status_code == 302
    assert send(visitor, interview_on=str(passed + timedelta(days=1))).status_code == 422
    candidate.refresh_from_db()
    assert candidate.interview_on == passed
    assert send(visitor, interview_on="").status_code == 302
    candidate.refresh_from_db()
    assert candidate.interview_on is None


def test_whether_a_day_has_passed_is_asked_where_the_person_lives(monkeypatch):
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: evening)
    for zone, is_valid in (("UTC", True), ("Asia/Kathmandu", False)):
        form = PreferencesForm(
            GOOD | {"interview_on": "2026-11-23", "time_zone": zone}, instance=Candidate()
        )
        assert form.is_valid() is is_valid


def test_the_limits_are_the_models(visitor):
    for name in ("daily_questions", "words_per_minute"):
        field = PreferencesForm.base_fields[name]
        of_model = Candidate._meta.get_field(name)
        for value in (field.min_value, field.max_value):
            of_model.clean(value, None)
        for value in (field.min_value - 1, field.max_value + 1):
            with pytest.raises(ValidationError):
                of_model.clean(value, None)


def test_a_stored_zone_that_is_unknown_is_no_error(visitor, candidate):
    Candidate.objects.update(time_zone="Mars/Olympus")
    assert (
        "selected" not in body(visitor.get(ADDRESS)).split("id_time_zone")[1].split("</select>")[0]
    )


def test_another_site_cannot_set_them(candidate):
    assert Client(enforce_csrf_checks=True).post(ADDRESS, GOOD).status_code == 403


# --- Zones --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../UTC", "Europe", "UTC\x00", "x" * 64, "Europe/Prague/"]
)
def test_an_unknown_zone_is_the_servers(name, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    assert zone_of(Candidate(time_zone=name)).key == "Asia/Tokyo"
    assert zone_of(None).key == "Asia/Tokyo"


def test_a_known_zone_is_the_candidates():
    assert zone_of(Candidate(time_zone="Asia/Kathmandu")).key == "Asia/Kathmandu"


def test_every_zone_on_offer_is_one_and_fits():
    offered = [name for _, cities in cities_by_area() for name, _ in cities]
    assert set(offered) <= available_timezones()
    assert {"Europe/Prague", "Asia/Calcutta", "Asia/Kolkata", "Pacific/Apia"} <= set(offered)
    assert max(map(len, offered)) <= Candidate._meta.get_field("time_zone").max_length
    assert ("America/Argentina/Buenos_Aires", "Argentina, Buenos Aires") in dict(cities_by_area())[
        "America"
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (3, "on Thursday 26 November"),
        (45, "on Thursday 7 January 2027"),
    ],
)
def test_days_have_names(days, words):
    today = datetime(2026, 11, 23, tzinfo=UTC).date()
    assert day_name(today + timedelta(days=days), today) == words
