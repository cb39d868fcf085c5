"""The exact efficient frontier: every point that no other package betters.

Nemhauser & Ullmann (1969) as a choice of one option an issue: the frontier of the first *i* issues,
plus the options of the next, swept. Each part of an efficient package is itself efficient among
parts in the same state, so nothing is lost by sweeping at every step. Values are whole numbers; no
tolerance exists. The cost is the sum over steps of frontier times options, and can double with
every issue at worst (values in powers of two), so memory and time have caps:

- ``Caps.candidates`` bounds the points looked at in one step. Past it the frontier so far is
  thinned to evenly spaced points; what follows are real packages, but a better one may be missing.
- ``watch`` is called before each step; answering ``False`` thins all further steps to a thousand.

A thinned result says so in ``why``: ``complete`` is then false, and no count is claimed.

Packages are not carried along. ``Frontier`` keeps the points of every step, and a package is read
off backwards: from a point, any option whose point subtracted leaves a point of the step before is
a way to have come. Counting runs forwards over the same relation, so ties are all found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import islice

from wasit.terms.dominance import Vector, better_ones, unpack
from wasit.terms.reading import Package, Reading
from wasit.terms.steps import Group, Scale, Step, scale_of, steps_of

_HASTE = 1_000
_CHUNK = 4_096
Layer = dict[int, list[int]]
"""State to its points, sorted downwards."""

Watch = Callable[[int, int], bool]
"""Called with steps done and steps in all; ``False`` asks to hurry to a partial answer."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How much may be held at once; past it an answer is partial, and says so."""

    candidates: int = 4_000_000
    """Points looked at in one step; a point takes about a hundred bytes."""
    sums: int = 600_000
    """Different sums held while counting all packages above limits."""
    listed: int = 200_000
    """Points listed with their packages."""
    tied: int = 1_000
    """Tied packages listed for one solution."""


def go_on(done: int, steps: int) -> bool:
    """The watch that never hurries."""
    return done <= steps


@dataclass(frozen=True)
class Frontier:
    """The efficient points of a reading, and the way back from each to its packages."""

    reading: Reading
    scale: Scale
    steps: tuple[Step, ...]
    layers: tuple[Layer, ...]
    why: str | None = None
    """Why points may be missing or bettered; None where the frontier is complete."""
    _sets: dict[tuple[int, int], frozenset[int]] = field(
        default_factory=dict[tuple[int, int], frozenset[int]], repr=False
    )

    @property
    def complete(self) -> bool:
        """Whether these are all the efficient points and nothing else."""
        return self.why is None

    @property
    def points(self) -> list[int]:
        """The efficient points, packed, best for the first side first."""
        return self.layers[-1].get(0, [])

    def whole(self, point: int) -> Vector:
        """Each side's value as a whole number over the scale's denominator."""
        fields = unpack(point, sides=len(self.reading.sides), width=self.scale.width)
        return tuple(
            least + unit * value
            for least, unit, value in zip(self.scale.least, self.scale.unit, fields, strict=True)
        )

    def values(self, point: int) -> tuple[Fraction, ...]:
        """Each side's value, exactly."""
        return tuple(Fraction(value, self.scale.denominator) for value in self.whole(point))

    @cached_property
    def counts(self) -> dict[int, int]:
        """How many packages lie on each point of a complete frontier."""
        before: dict[int, dict[int, int]] = {0: {0: 1}}
        for step, layer in zip(self.steps, self.layers[1:], strict=True):
            now: dict[int, dict[int, int]] = {}
            ways = _ways(step, before)
            for state, points in layer.items():
                tally: dict[int, int] = dict.fromkeys(points, 0)
                for source, group in ways[state]:
                    source_counts = before[source]
                    times = len(group.options)
                    shift = group.point
                    for point in points:
                        number = source_counts.get(point - shift)
                        if number is not None:
                            tally[point] += number * times
                now[state] = tally
            before = now
        return before.get(0, {})

    def packages(self, point: int) -> Iterator[Package]:
        """Every package on the point, in a fixed order; without end to memory, so take some."""
        chosen: list[int] = [0] * len(self.steps)
        for picked in self._back(len(self.steps), 0, point):
            for step, option in zip(self.steps, picked, strict=True):
                chosen[step.issue] = option
            yield tuple(chosen)

    def package(self, point: int) -> Package:
        """One package on the point: the first of ``packages``, found without the others."""
        chosen = [0] * len(self.steps)
        state = 0
        for number in range(len(self.steps), 0, -1):
            step = self.steps[number - 1]
            state, group = self._came_from(number, state, point)
            chosen[step.issue] = group.options[0]
            point -= group.point
        return tuple(chosen)

    def first_packages(self, points: Iterable[int]) -> Iterator[Package]:
        """``package`` of each point in turn, found for some thousands of points at once."""
        waiting = iter(points)
        while chunk := list(islice(waiting, _CHUNK)):
            yield from self._packages_of(chunk)

    def _packages_of(self, points: Sequence[int]) -> Iterator[Package]:
        """The first way back from each point: sought step by step for all of them together."""
        needed: dict[int, set[int]] = {0: set(points)}
        back: list[dict[int, dict[int, tuple[int, Group]]]] = []
        for number in range(len(self.steps), 0, -1):
            step = self.steps[number - 1]
            came: dict[int, dict[int, tuple[int, Group]]] = {state: {} for state in needed}
            before: dict[int, set[int]] = {}
            for state, left in needed.items():
                for source in self.layers[number - 1]:
                    known = self._known(number - 1, source)
                    for group in step.groups:
                        if not left or step.after(source, group) != state:
                            continue
                        shift = group.point
                        hits = [point for point in left if point - shift in known]
                        left.difference_update(hits)
                        came[state].update(dict.fromkeys(hits, (source, group)))
                        before.setdefault(source, set()).update([point - shift for point in hits])
            back.append(came)
            needed = before
        for point in points:
            chosen = [0] * len(self.steps)
            state = 0
            for step, came in zip(reversed(self.steps), back, strict=True):
                state, group = came[state][point]
                chosen[step.issue] = group.options[0]
                point -= group.point  # noqa: PLW2901 - the way back
            yield tuple(chosen)

    def _came_from(self, number: int, state: int, point: int) -> tuple[int, Group]:
        """The first state and group of options that lead to the point at that step."""
        step = self.steps[number - 1]
        for source in self.layers[number - 1]:
            known = self._known(number - 1, source)
            for group in step.groups:
                if point - group.point in known and step.after(source, group) == state:
                    return source, group
        raise KeyError(point)

    def some_packages(self, point: int, *, most: int) -> list[Package]:
        """The first packages on the point, at most so many."""
        return list(islice(self.packages(point), most))

    def _back(self, number: int, state: int, point: int) -> Iterator[tuple[int, ...]]:
        """The options of the first ``number`` steps that lead to the point in the state."""
        if number == 0:
            if state == 0 and point == 0:
                yield ()
            return
        step = self.steps[number - 1]
        for source in self.layers[number - 1]:
            known = self._known(number - 1, source)
            for group in step.groups:
                if point - group.point in known and step.after(source, group) == state:
                    for before in self._back(number - 1, source, point - group.point):
                        for option in group.options:
                            yield (*before, option)

    def _known(self, number: int, state: int) -> frozenset[int]:
        key = (number, state)
        if key not in self._sets:
            self._sets[key] = frozenset(self.layers[number][state])
        return self._sets[key]


def frontier(reading: Reading, *, caps: Caps | None = None, watch: Watch = go_on) -> Frontier:
    """The exact efficient frontier of the reading, or a partial one that says so."""
    caps = caps or Caps()
    scale = scale_of(reading)
    steps = steps_of(reading, scale)
    layers: list[Layer] = [{0: [0]}]
    why: str | None = None
    hurried = False
    for done, step in enumerate(steps):
        if not hurried and not watch(done, len(steps)):
            hurried = True
            why = why or (
                f"the time allowed ran out after {done} of {len(steps)} issues; from there at most "
                f"{_HASTE} part-packages were kept, so a package listed here may be bettered"
            )
        # Sweeps of four sides and more take about ten times as long for a point.
        most = caps.candidates if len(reading.sides) < 4 else caps.candidates // 10
        allowed = _HASTE * len(step.groups) if hurried else most
        layer = layers[-1]
        size = sum(len(points) for points in layer.values()) * len(step.groups)
        if size > allowed:
            layer = _thinned(layer, keep=max(2, allowed // len(step.groups)))
            layers[-1] = layer
            why = why or (
                f"issue {done + 1} of {len(steps)} would look at {size} part-packages and "
                f"{allowed} are allowed; some were left out, so a package listed here may be "
                "bettered"
            )
        layers.append(_next_layer(step, layer, sides=len(reading.sides), width=scale.width))
    return Frontier(reading, scale, steps, tuple(layers), why)


def _ways(
    step: Step, states: Layer | dict[int, dict[int, int]]
) -> dict[int, list[tuple[int, Group]]]:
    """To each new state, the states and groups of options that lead there."""
    ways: dict[int, list[tuple[int, Group]]] = {}
    for source in states:
        for group in step.groups:
            state = step.after(source, group)
            if state is not None:
                ways.setdefault(state, []).append((source, group))
    return ways


def _next_layer(step: Step, layer: Layer, *, sides: int, width: int) -> Layer:
    new: Layer = {}
    for state, sources in _ways(step, layer).items():
        candidates: list[int] = []
        for source, group in sources:
            shift = group.point
            candidates += [point + shift for point in layer[source]]
        new[state] = better_ones(candidates, sides=sides, width=width)
    return new


def _thinned(layer: Layer, *, keep: int) -> Layer:
    """Evenly spaced points of every state, ends included, at most about ``keep`` in all."""
    total = sum(len(points) for points in layer.values())
    thin: Layer = {}
    for state, points in layer.items():
        share = max(2, keep * len(points) // total)
        if len(points) <= share:
            thin[state] = points
        else:
            last = len(points) - 1
            thin[state] = [points[number * last // (share - 1)] for number in range(share)]
    return thin
