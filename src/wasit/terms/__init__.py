"""What the sides could accept, in what order, and what to ask next, on exact numbers.

Nothing computed here from two sides' confidences belongs in a room's view; a person at the desk
conveys what may be said. Texts and numbers come in, findings go out; files, clocks and randomness
are the callers'.

For a notebook, from a terms file's text to its packages::

    reading = middle(stated_ranges(parse_terms_file(text, name="terms.toml")))
    solution = solve(reading)

or from numbers at hand. Two issues, two sides, each giving way where it cares less:

>>> from fractions import Fraction as F
>>> reading = Reading(
...     sides=("north", "south"),
...     issues=(Issue("ceasefire", ("now", "later")), Issue("funds", ("held", "freed"))),
...     worth=(
...         ((F(6), F(0)), (F(1), F(3))),
...         ((F(0), F(2)), (F(4), F(0))),
...     ),
...     limits=(F(1), F(0)),
... )
>>> found = solve(reading).frontier
>>> [tuple(map(str, found.values(point))) for point in found.points]
[('9', '0'), ('7', '4'), ('1', '6')]
>>> nash = fair_points(found).nash
>>> reading.named(found.package(nash.points[0])), str(nash.best)
({'ceasefire': 'now', 'funds': 'held'}, '24')

And an example with which adjusted winner is taught: Bob and Carol part; she passes a sixth of the
retirement account, and each has 56 2/3 of a hundred points.

>>> things = ["retirement", "home", "cottage", "investments", "other"]
>>> won = adjusted_winner(things, {
...     "Bob": dict(zip(things, map(F, (40, 30, 10, 10, 10)))),
...     "Carol": dict(zip(things, map(F, (50, 20, 15, 10, 5)))),
... })
>>> won.split, str(won.shares["retirement"][0]), [str(points) for points in won.points]
('retirement', '1/6', ['170/3', '170/3'])
"""

from wasit.terms.commitments import Commitment, Conditions, conditions, read_commitments
from wasit.terms.drafts import DraftSeen, see_draft
from wasit.terms.fair_points import FairPoint, FairPoints, fair_points
from wasit.terms.frontier import Caps, Frontier, frontier
from wasit.terms.named_things import adjusted_winner, largest_nash_product
from wasit.terms.on_record import OnRecord, terms_on_record
from wasit.terms.order import SafeOrder, Step, read_steps, safe_order
from wasit.terms.own_format import TermsFile, parse_terms_file
from wasit.terms.plan import plan_standing
from wasit.terms.question import Advice, Question, advise
from wasit.terms.ranges import Ranged, Span, Standing, middle, standing
from wasit.terms.reading import Clause, Issue, Package, Reading
from wasit.terms.solution import Solution, as_json, solve
from wasit.terms.stated import stated_ranges
from wasit.terms.texts import brackets_in, text_hash, text_standing, word_diff
from wasit.terms.ways_out import WayOut, ways_out

__all__ = [
    "Advice",
    "Caps",
    "Clause",
    "Commitment",
    "Conditions",
    "DraftSeen",
    "FairPoint",
    "FairPoints",
    "Frontier",
    "Issue",
    "OnRecord",
    "Package",
    "Question",
    "Ranged",
    "Reading",
    "SafeOrder",
    "Solution",
    "Span",
    "Standing",
    "Step",
    "TermsFile",
    "WayOut",
    "adjusted_winner",
    "advise",
    "as_json",
    "brackets_in",
    "conditions",
    "fair_points",
    "frontier",
    "largest_nash_product",
    "middle",
    "parse_terms_file",
    "plan_standing",
    "read_commitments",
    "read_steps",
    "safe_order",
    "see_draft",
    "solve",
    "standing",
    "stated_ranges",
    "terms_on_record",
    "text_hash",
    "text_standing",
    "ways_out",
    "word_diff",
]
