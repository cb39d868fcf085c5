"""Figures of the desk's pages as SVG text: the frontier, the conditions, the plan.

Pure functions from views to text, put into a page as they are. There is no ``style`` attribute and
no script, so a page may forbid both; colours come from the page's style sheet by class, and every
state is told by a shape, a dash or a word too. Each has a title and a description, and
``role="img"``; one whose parts are links has ``role="group"``, since a picture hides them.
Words of the sides keep their own direction (``unicode-bidi="plaintext"``).
"""

from wasit.terms.figures.conditions import conditions_figure
from wasit.terms.figures.frontier import frontier_figure
from wasit.terms.figures.plan import plan_figure

__all__ = ["conditions_figure", "frontier_figure", "plan_figure"]
