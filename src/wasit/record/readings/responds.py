"""Who answers whom, and how fast: a self- and mutually exciting model in days.

For two daily series, the expected events of the answering side on day t are a base rate, plus what
its own recent events bring (self-excitation), plus what the other side's recent events bring::

    mu + a_self * sum_k g(k; q_self) y[t-k] + a_cross * sum_k g(k; q_cross) x[t-k],   k = 1 .. 14

with geometric weights g(k; q) = (1 - q) q^(k-1) that sum to one. ``a_cross`` is the number of
answers to one event of the other side, with its interval by profile likelihood; the mean lag
follows
from q. Days need no jitter because the model is in days; events of one day have no order, so they
are never answers to each other and are counted apart.

Both sides acting often gives short lags by chance. The finding is therefore tested against shuffled
dates: the other side's days are shuffled within blocks of two weeks, which keeps the slow rise and
fall that both share, and the score of the best lag is compared with that of the true dates.
"""

import math
from dataclasses import dataclass
from typing import Any

from wasit.record.readings.series import DaySeries, ReadingRefused
from wasit.record.untyped import library

__all__ = ["Answer", "answers", "estimate", "interval_holds", "shuffled_p"]

MEMORY = 14
BLOCK = 14
DECAYS = (0.0, 0.3, 0.5, 0.7, 0.85)
ERROR = 0.05
_CHI2_95 = 3.841458820694124


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side's events bring from the other."""

    by: str
    to: str
    per_event: float
    low: float
    high: float
    mean_lag_days: float
    p: float
    draws: int
    same_day: int
    days: int
    n_by: int
    n_to: int

    @property
    def found(self) -> bool:
        """Whether the finding stands at the stated error against shuffled dates."""
        return self.p <= ERROR

    def data(self) -> dict[str, object]:
        """The reading as data."""
        return {
            "by": self.by,
            "to": self.to,
            "finding": self.found,
            "per_event": round(self.per_event, 4),
            "low": round(self.low, 4),
            "high": None if math.isinf(self.high) else round(self.high, 4),
            "mean_lag_days": round(self.mean_lag_days, 2),
            "p": round(self.p, 4),
            "error": ERROR,
            "draws": self.draws,
            "same_day": self.same_day,
            "exposure_days": self.days,
            "n_by": self.n_by,
            "n_to": self.n_to,
        }

    def words(self) -> str:
        """The finding in a sentence."""
        if not self.found:
            return (
                f"No sign that {self.by} answer {self.to}: shuffled dates give as much "
                f"(p {self.p:.3f}). {self.same_day} days hold both, whose order is not known."
            )
        return (
            f"{self.by} follow {self.to} more than shuffled dates do (p {self.p:.3f}): "
            f"{self.per_event:.2f} ({self.low:.2f} to {self.high:.2f}) for each, after "
            f"{self.mean_lag_days:.1f} days on average. That one follows the other does not show "
            f"why."
        )


def _recent(y: Any, decay: float) -> Any:
    """Weighted sum of the last ``MEMORY`` days before each day; works on many series at once."""
    numpy = library("numpy")
    weights = (1 - decay) * decay ** numpy.arange(MEMORY)
    weights = weights / weights.sum()
    out = numpy.zeros(y.shape, dtype=float)
    for lag, weight in enumerate(weights, start=1):
        if lag < y.shape[-1]:
            out[..., lag:] += weight * y[..., :-lag]
    return out


def _climb(y: Any, parts: list[Any]) -> tuple[Any, float]:
    """Non-negative weights of the parts that maximise the Poisson likelihood, and that likelihood.

    Multiplicative steps (expectation-maximisation) climb at every step and keep every weight at
    nought or more.
    """
    numpy = library("numpy")
    design = numpy.stack(parts)
    sums = design.sum(axis=1)
    weights = numpy.full(len(parts), max(float(y.mean()), 1e-3) / len(parts))
    weights = numpy.where(sums > 0, weights, 0.0)
    before = -math.inf
    for step in range(2000):
        mean = numpy.maximum(weights @ design, 1e-12)
        share = (design * (y / mean)).sum(axis=1)
        weights = numpy.where(sums > 0, weights * share / numpy.maximum(sums, 1e-12), 0.0)
        if step % 20 == 19:
            mean = numpy.maximum(weights @ design, 1e-12)
            now = float((y * numpy.log(mean) - mean).sum())
            if now - before < 1e-7:
                break
            before = now
    mean = numpy.maximum(weights @ design, 1e-12)
    return weights, float((y * numpy.log(mean) - mean).sum())


@dataclass(frozen=True, slots=True)
class _Null:
    """The answering side on its own: its decay, its mean per day, its likelihood."""

    decay: float
    mean: Any
    likelihood: float


def _alone(y: Any) -> _Null:
    """The best fit with base rate and self-excitation only."""
    numpy = library("numpy")
    ones = numpy.ones_like(y)
    best: _Null | None = None
    for decay in DECAYS:
        parts = [ones, _recent(y, decay)]
        weights, likelihood = _climb(y, parts)
        if best is None or likelihood > best.likelihood:
            mean = numpy.maximum(weights @ numpy.stack(parts), 1e-12)
            best = _Null(decay=decay, mean=mean, likelihood=likelihood)
    if best is None:
        raise ReadingRefused("no decay was tried; nothing was read")
    return best


def _scores(y: Any, x: Any, null: _Null) -> Any:
    """Best standardised score over the decays, for each series in ``x``.

    The score is the slope of the likelihood at no excitation; it is standardised by its spread
    where
    the base rate is fitted too.
    """
    numpy = library("numpy")
    residual = y / null.mean - 1
    best = numpy.full(x.shape[0], -math.inf)
    inverse = 1 / null.mean
    for decay in DECAYS:
        recent = _recent(x, decay)
        centred = recent - (recent * inverse).sum(axis=1, keepdims=True) / inverse.sum()
        spread = numpy.sqrt(numpy.maximum((centred**2 * inverse).sum(axis=1), 1e-12))
        best = numpy.maximum(best, (centred * residual).sum(axis=1) / spread)
    return best


def shuffled_p(y: Any, x: Any, *, draws: int = 999, seed: int = 1) -> float:
    """How often dates of ``x``, shuffled within blocks, score as high as the true ones."""
    numpy = library("numpy")
    generator = numpy.random.default_rng(seed)
    null = _alone(y)
    drawn = numpy.tile(x, (draws, 1))
    for start in range(0, len(x), BLOCK):
        block = drawn[:, start : start + BLOCK]
        drawn[:, start : start + BLOCK] = generator.permuted(block, axis=1)
    seen = float(_scores(y, x[None, :], null)[0])
    chance = _scores(y, drawn, null)
    return (1 + int((chance >= seen - 1e-12).sum())) / (1 + draws)


def _profile(y: Any, x: Any, *, fixed: float | None) -> tuple[float, float, float]:
    """Likelihood, cross weight and its decay; the weight held where ``fixed``, else free."""
    numpy = library("numpy")
    ones = numpy.ones_like(y)
    best = (-math.inf, 0.0, 0.0)
    for cross in DECAYS:
        other = _recent(x, cross)
        for own in DECAYS[::2]:
            parts = [ones, _recent(y, own)]
            if fixed is None:
                weights, likelihood = _climb(y, [*parts, other])
                weight = float(weights[2])
            else:
                weight = fixed
                likelihood = _climb_over(y, parts, floor=fixed * other)
            if likelihood > best[0]:
                best = (likelihood, weight, cross)
    return best


def _climb_over(y: Any, parts: list[Any], *, floor: Any) -> float:
    """The likelihood that the parts reach above a fixed floor of the mean."""
    numpy = library("numpy")
    design = numpy.stack(parts)
    sums = design.sum(axis=1)
    weights = numpy.full(len(parts), max(float(y.mean()), 1e-3) / len(parts))
    before = -math.inf
    for step in range(2000):
        mean = numpy.maximum(weights @ design + floor, 1e-12)
        share = (design * (y / mean)).sum(axis=1)
        weights = numpy.where(sums > 0, weights * share / numpy.maximum(sums, 1e-12), 0.0)
        if step % 20 == 19:
            mean = numpy.maximum(weights @ design + floor, 1e-12)
            now = float((y * numpy.log(mean) - mean).sum())
            if now - before < 1e-7:
                break
            before = now
    mean = numpy.maximum(weights @ design + floor, 1e-12)
    return float((y * numpy.log(mean) - mean).sum())


def _edge(y: Any, x: Any, *, inside: float, outside: float, top: float) -> float:
    """Where the profile falls below the 95 % line, between a weight inside it and one outside."""
    for _ in range(12):
        middle = (inside + outside) / 2
        fall = 2 * (top - _profile(y, x, fixed=middle)[0])
        if fall <= _CHI2_95:
            inside = middle
        else:
            outside = middle
    return (inside + outside) / 2


def estimate(y: Any, x: Any) -> tuple[float, float, float, float]:
    """Answers per event with their interval, and the mean lag in days."""
    top, weight, decay = _profile(y, x, fixed=None)
    low = 0.0
    if 2 * (top - _profile(y, x, fixed=0.0)[0]) > _CHI2_95:
        low = _edge(y, x, inside=weight, outside=0.0, top=top)
    far = max(2 * weight, 0.25)
    while 2 * (top - _profile(y, x, fixed=far)[0]) <= _CHI2_95:
        far *= 2
        if far > 64:
            return weight, low, math.inf, 1 / (1 - decay)
    high = _edge(y, x, inside=weight, outside=far, top=top)
    return weight, low, high, 1 / (1 - decay)


def interval_holds(y: Any, x: Any, weight: float) -> bool:
    """Whether the 95 % interval of the answers per event holds ``weight``, without its two ends."""
    return 2 * (_profile(y, x, fixed=None)[0] - _profile(y, x, fixed=weight)[0]) <= _CHI2_95


def answers(by: DaySeries, to: DaySeries, *, draws: int = 999, seed: int = 1) -> Answer:
    """Whether and how fast ``by`` answers ``to``; both over the same days."""
    if by.since != to.since or by.days != to.days:
        raise ReadingRefused("the two series are not of the same days; nothing was read")
    if by.total < 5 or to.total < 5 or by.days < 2 * BLOCK:
        raise ReadingRefused(
            f"{by.total} and {to.total} events in {by.days} days are too few to tell an answer "
            f"from "
            "chance; nothing was read"
        )
    numpy = library("numpy")
    y, x = (numpy.asarray(series.counts, dtype=float) for series in (by, to))
    per_event, low, high, lag = estimate(y, x)
    return Answer(
        by=by.rule.name,
        to=to.rule.name,
        per_event=per_event,
        low=low,
        high=high,
        mean_lag_days=lag,
        p=shuffled_p(y, x, draws=draws, seed=seed),
        draws=draws,
        same_day=sum(1 for a, b in zip(by.counts, to.counts, strict=True) if a and b),
        days=by.days,
        n_by=by.total,
        n_to=to.total,
    )
