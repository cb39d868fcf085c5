"""Before and after an event: an interrupted series, or a refusal in words.

Daily counts are fitted with a trend and a step at the event (statsmodels; Poisson, or negative
binomial where the days vary more than a Poisson count would). The standard error is the larger of
two: one that allows for days that resemble their neighbours (HAC, a week), which is too small in
short series, and the model's own widened by the Pearson dispersion. The step's rate ratio is the
effect, with its interval; its coverage is tested on simulated series.

When two events cannot be told apart, the earlier one has no days of its own to show an effect in,
and asking for it is refused. The later one is read as what both did together, and says so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wasit.record.readings.rate import LEVEL, dispersion_of, rate
from wasit.record.readings.series import DaySeries
from wasit.record.untyped import library

__all__ = ["Effect", "Happening", "effect"]

OWN_DAYS = 14
"""Least days an event needs before the next one, and the series on each side of it."""
TOO_WIDE = 1.5
"""Dispersion above which a negative binomial is fitted."""
SAME_NIGHT = 1
"""Days within which an onset in the record is the event asked about, dated by another clock."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened on a day, whose effect is asked for or might be mistaken for it."""

    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Effect:
    """An event's step in the rate, or why none is given."""

    series: DaySeries
    event: Happening
    also: tuple[Happening, ...]
    refused: str
    """Empty, or why nothing was estimated: ``confounded`` or ``too short``."""
    reason: str
    model: str = ""
    ratio: float = math.nan
    low: float = math.nan
    high: float = math.nan
    p: float = math.nan
    dispersion: float = math.nan

    def _sides(self) -> dict[str, object]:
        """Plain rates before and from the event on."""
        cut = max(0, min(self.series.days, (self.event.on - self.series.since).days))
        sides = {"before": self.series.counts[:cut], "after": self.series.counts[cut:]}
        return {
            name: rate(sum(counts), days=len(counts), dispersion=dispersion_of(counts)).data()
            for name, counts in sides.items()
            if counts
        }

    def cannot_say(self) -> str:
        """What these data leave open."""
        if self.refused:
            return self.reason
        together = [h.name for h in self.also if abs((h.on - self.event.on).days) < OWN_DAYS]
        said = "What would have happened without the event is not observed."
        if together:
            said += (
                f" {self.event.name} cannot be told apart from {', '.join(together)}: the step "
                f"is of "
                "all of them together."
            )
        if self.low <= 1 <= self.high:
            fall, rise = (1 - self.low) * 100, (self.high - 1) * 100
            said += (
                f" No change can be seen; a fall of up to {fall:.0f} % and a rise of up to "
                f"{rise:.0f} % cannot be ruled out."
            )
        return said

    def data(self) -> dict[str, object]:
        """The reading as data."""
        numbers: dict[str, object] = {}
        if not self.refused:
            numbers = {
                "model": self.model,
                "rate_ratio": round(self.ratio, 4),
                "low": round(self.low, 4),
                "high": round(self.high, 4),
                "level": LEVEL,
                "p": round(self.p, 4),
                "dispersion": round(self.dispersion, 3),
            }
        return {
            **self.series.head(),
            "event": self.event.name,
            "at": self.event.on.isoformat(),
            "refused": self.refused or None,
            "reason": self.reason or None,
            **numbers,
            **self._sides(),
            "also": [{"name": h.name, "on": h.on.isoformat()} for h in self.also],
            "cannot_say": self.cannot_say(),
        }


def _confounder(event: Happening, others: Sequence[Happening]) -> Happening | None:
    """The first other event that leaves this one no days of its own."""
    after = [h for h in others if 0 <= (h.on - event.on).days < OWN_DAYS]
    return min(after, key=lambda h: h.on, default=None)


def _fit(series: DaySeries, cut: int) -> dict[str, Any]:
    """The step's estimate on the logarithm of the rate, with what was fitted."""
    numpy = library("numpy")
    api = library("statsmodels.api")
    y = numpy.asarray(series.counts, dtype=float)
    days = numpy.arange(len(y), dtype=float)
    step = (days >= cut).astype(float)
    trend = (days - cut) / max(len(y), 1)
    design = numpy.column_stack([numpy.ones_like(days), trend, step])
    poisson = api.GLM(y, design, family=api.families.Poisson()).fit()
    dispersion = float(poisson.pearson_chi2 / poisson.df_resid)
    family, name = api.families.Poisson(), "Poisson with trend and step, HAC errors (7 days)"
    if dispersion > TOO_WIDE:
        mean = float(y.mean())
        alpha = max(1e-3, (dispersion - 1) / mean)
        family = api.families.NegativeBinomial(alpha=alpha)
        name = f"negative binomial (alpha {alpha:.3g}) with trend and step, HAC errors (7 days)"
    fitted = api.GLM(y, design, family=family).fit(cov_type="HAC", cov_kwds={"maxlags": 7})
    plain = float(poisson.bse[2]) * math.sqrt(max(1.0, dispersion))
    return {
        "model": name,
        "dispersion": dispersion,
        "step": float(fitted.params[2]),
        "error": max(float(fitted.bse[2]), plain),
        "freedom": len(y) - 3,
    }


def effect(series: DaySeries, event: Happening, *, others: Sequence[Happening] = ()) -> Effect:
    """The event's effect on the rate of the series, or a refusal with its reason.

    Args:
        series: events per day.
        event: what is asked about; the day itself counts as after.
        others: what else happened, before and after.
    """
    inside = tuple(
        h for h in sorted(others, key=lambda h: h.on) if series.since <= h.on <= series.until
    )
    also = tuple(h for h in inside if h != event)
    other = _confounder(event, also)
    if other is not None:
        apart = (other.on - event.on).days
        reason = (
            f"{event.name} on {event.on} and {other.name} on {other.on} are {apart} days apart: "
            f"every "
            f"day after {event.name} but {apart} is after {other.name} too, so no method can say "
            f"on "
            "these data which of them changed anything. Confounded; nothing was estimated."
        )
        return Effect(series=series, event=event, also=also, refused="confounded", reason=reason)
    cut = (event.on - series.since).days
    if cut < OWN_DAYS or series.days - cut < OWN_DAYS or not sum(series.counts[:cut]) > 0:
        reason = (
            f"there are {max(cut, 0)} days with {sum(series.counts[: max(cut, 0)])} events "
            f"before and "
            f"{max(series.days - cut, 0)} days after; {OWN_DAYS} on each side, and events "
            f"before, are "
            "needed; nothing was estimated."
        )
        return Effect(series=series, event=event, also=also, refused="too short", reason=reason)
    if sum(series.counts[cut:]) == 0:
        reason = "no event followed at all, so a ratio has no interval; see the plain rates."
        return Effect(series=series, event=event, also=also, refused="none after", reason=reason)
    fit = _fit(series, cut)
    student = library("scipy.stats").t
    reach = float(student.ppf(0.5 + LEVEL / 2, fit["freedom"])) * fit["error"]
    z = fit["step"] / fit["error"]
    return Effect(
        series=series,
        event=event,
        also=also,
        refused="",
        reason="",
        model=fit["model"],
        ratio=math.exp(fit["step"]),
        low=math.exp(fit["step"] - reach),
        high=math.exp(fit["step"] + reach),
        p=float(2 * student.sf(abs(z), fit["freedom"])),
        dispersion=fit["dispersion"],
    )
