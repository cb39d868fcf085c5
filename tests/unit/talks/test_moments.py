"""Moments: one spelling, and earlier sorts before later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.talks import BadMoment, is_moment, later, moment, moment_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-01-10",
        "2024-01-10T09:30Z",
        "2024-01-10T09:30:00",
        "2024-01-10T09:30:00+00:00",
        "2024-01-10T09:30:00.5Z",
        "2024-01-10 09:30:00Z",
        "2024-02-30T09:30:00Z",
        "2024-01-10T24:00:01Z",
        "2024-01-10T09:30:60Z",
        "٢٠٢٤-01-10T09:30:00Z",
        "2024-01-10T09:30:00z",
        " 2024-01-10T09:30:00Z",
    ],
)
def test_other_spellings_are_no_moment(text: str) -> None:
    """Two spellings of one time would sort apart and sign apart."""
    assert not is_moment(text)
    with pytest.raises(BadMoment, match="was expected"):
        moment(text)


MOMENTS = st.datetimes().map(lambda time: time.isoformat(timespec="seconds") + "Z")


@given(MOMENTS, MOMENTS)
def test_texts_sort_as_times_do(one: str, other: str) -> None:
    """Marks are held against the clock by comparing texts."""
    assert (one < other) == (moment(one) < moment(other))
    assert moment_text(moment(one)) == one


def test_later_moves_over_midnight() -> None:
    """A deadline in hours does not stop at a day's end."""
    assert later("2024-02-28T23:59:00Z", hours=24, minutes=1) == "2024-03-01T00:00:00Z"
