"""Surges: the temporal scan statistic, with its chance under evenly spread dates.

Every stretch of up to ``longest`` days is scored by Kulldorff's likelihood ratio of a higher rate
inside than outside; the chance of a score is how often dates spread evenly over the window give a
best stretch as high. Stretches that overlap a better one are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wasit.record.readings.series import DaySeries, ReadingRefused
from wasit.record.untyped import library

__all__ = ["Surge", "surges"]

ERROR = 0.05


@dataclass(frozen=True, slots=True)
class Surge:
    """A stretch of days with more events than chance gives."""

    first: date
    last: date
    n: int
    expected: float
    score: float
    p: float

    def data(self) -> dict[str, object]:
        """The surge as data."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "n": self.n,
            "expected": round(self.expected, 2),
            "score": round(self.score, 3),
            "p": round(self.p, 4),
        }


def _scores(counts: Any, *, longest: int) -> Any:
    """Score of every stretch, by length (rows) and start (columns), for one or many series.

    ``counts`` is series by days; the result is series by length by start, with -1 where a stretch
    would end after the last day.
    """
    numpy = library("numpy")
    series, days = counts.shape
    total = counts.sum(axis=1, keepdims=True)
    sums = numpy.concatenate([numpy.zeros((series, 1)), numpy.cumsum(counts, axis=1)], axis=1)
    out = numpy.full((series, longest, days), -1.0)
    for length in range(1, longest + 1):
        inside = sums[:, length:] - sums[:, :-length]
        expected = total * length / days
        outside = total - inside
        with numpy.errstate(divide="ignore", invalid="ignore"):
            score = numpy.where(inside > 0, inside * numpy.log(inside / expected), 0.0)
            score += numpy.where(
                outside > 0, outside * numpy.log(outside / (total - expected)), 0.0
            )
        out[:, length - 1, : days - length + 1] = numpy.where(inside > expected, score, 0.0)
    return out


def best_scores(series: DaySeries, *, longest: int, draws: int, seed: int) -> Any:
    """Best score of each of ``draws`` series with the same events on evenly drawn days."""
    numpy = library("numpy")
    generator = numpy.random.default_rng(seed)
    even = numpy.full(series.days, 1 / series.days)
    found: list[Any] = []
    for start in range(0, draws, 100):
        drawn = generator.multinomial(series.total, even, size=min(100, draws - start))
        found.append(_scores(drawn.astype(float), longest=longest).max(axis=(1, 2)))
    return numpy.concatenate(found)


def surges(
    series: DaySeries, *, longest: int | None = None, draws: int = 999, seed: int = 1
) -> tuple[Surge, ...]:
    """Stretches with more events than chance gives at ``ERROR``, best first, none overlapping."""
    if series.total < 2 or series.days < 4:
        raise ReadingRefused(
            f"{series.total} events in {series.days} days are too few to tell a surge from chance"
        )
    numpy = library("numpy")
    most = min(longest or series.days // 4, series.days // 2)
    scores = _scores(numpy.asarray([series.counts], dtype=float), longest=most)[0]
    chance = best_scores(series, longest=most, draws=draws, seed=seed)
    order: Sequence[int] = numpy.argsort(scores, axis=None)[::-1].tolist()
    found: list[Surge] = []
    for place in order:
        length, start = place // series.days + 1, place % series.days
        score = float(scores[length - 1, start])
        p = (1 + int((chance >= score).sum())) / (1 + draws)
        if score <= 0 or p > ERROR:
            break
        first, last = series.at(start), series.at(start + length - 1)
        if any(first <= other.last and last >= other.first for other in found):
            continue
        found.append(
            Surge(
                first=first,
                last=last,
                n=sum(series.counts[start : start + length]),
                expected=series.total * length / series.days,
                score=score,
                p=p,
            )
        )
    return tuple(found)
