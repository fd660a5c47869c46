from hypothesis import given
from hypothesis import strategies as st

from practice.highlighting import highlight
from practice.models import Attempt, AttemptPoint

TEXT = "One. Two. Three."


def point(position, start, end, verdict="covered", text=TEXT, override=""):
    return AttemptPoint(
        attempt=Attempt(text=text),
        position=position,
        verdict=verdict,
        override=override,
        evidence_start=start,
        evidence_end=end,
    )


def test_a_text_without_evidence_is_one_segment():
    assert [segment.text for segment in highlight(TEXT, [])] == [TEXT]


def test_a_sentence_that_shows_two_points_carries_both():
    segments = highlight(TEXT, [point(1, 5, 9), point(2, 5, 9, "partly")])
    assert [segment.text for segment in segments] == ["One. ", "Two.", " Three."]
    assert [p.position for p in segments[1].points] == [1, 2]
    assert segments[1].verdict == "covered"


def test_overlapping_evidence_is_cut_where_it_overlaps():
    one, two = point(1, 0, 9), point(2, 5, 16)
    first, both, last = highlight(TEXT, [one, two])
    assert (first.begins, both.begins, last.begins) == ((one,), (two,), ())
    assert (first.ends, both.ends, last.ends) == ((), (one,), (two,))


def test_a_missing_point_marks_nothing():
    assert len(highlight(TEXT, [point(1, 0, 4, "missing")])) == 1
    assert len(highlight(TEXT, [point(1, 0, 4, "covered", override="missing")])) == 1


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(st.text(min_size=30, max_size=60), st.lists(spans, max_size=8))
def test_segments_join_to_the_text_and_each_evidence_begins_and_ends_once(text, spans):
    points = [
        point(n, start, end, text=text) for n, (start, end) in enumerate(spans) if start < end
    ]
    segments = highlight(text, points)
    assert "".join(segment.text for segment in segments) == text
    for name in ("begins", "ends"):
        found = [p.position for segment in segments for p in getattr(segment, name)]
        assert sorted(found) == sorted(p.position for p in points)
