"""How far an attribution may be believed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.read.confidence import believed, points


def test_the_points_rise() -> None:
    assert list(points()) == sorted(points())
    assert [share for _, share in points()] == sorted(share for _, share in points())


def test_a_point_is_met() -> None:
    for score, share in points():
        assert believed(score) == share
    assert believed(0.0) == 0.0
    assert believed(1.0) == points()[-1][1]


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_score_is_never_less_belief(one: float, other: float) -> None:
    low, high = sorted((believed(min(one, other)), believed(max(one, other))))
    assert 0 <= low <= high <= 1
    assert believed(min(one, other)) == low
