"""Which rooms a statement was released to, and which conditions are met: every combination.

The draft gives the statement away outright, in six languages, so that only the mark, the rooms and
the conditions decide.
"""

from itertools import product

import pytest

from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.shapes import Draft, Kept

SAID = {
    "en": ("We would reopen the Ouda ferry on 12 June.", "They would reopen the Ouda ferry."),
    "fr": ("Nous rouvririons le bac d'Ouda le 12 juin.", "Ils rouvriraient le bac d'Ouda."),
    "es": ("Reabriríamos el transbordador de Ouda.", "Reabrirían el transbordador de Ouda."),
    "ar": ("سنعيد فتح معبر العودة أمام القوافل.", "سيعيدون فتح معبر العودة أمام القوافل."),
    "fa": ("گذرگاه اودا را برای کاروان‌ها باز می‌کنیم.", "گذرگاه اودا را باز می‌کنند."),
    "ru": ("Мы откроем паром Оуда для колонн.", "Они откроют паром Оуда для колонн."),
}
MARKS = ("ears_only", "in_substance", "own_idea", "if_offer", "verbatim")
ROOMS: tuple[tuple[str, ...] | None, ...] = (None, (), ("B",), ("C",), ("B", "C"))


def _expected(mark: str, rooms: tuple[str, ...] | None, to: str, *, met: bool) -> str | None:
    """The kind that must be found, "" where nothing may be, None where the words decide."""
    if to == "A":
        return ""
    if rooms and to not in rooms:
        return "wrong_room"
    if mark == "if_offer":
        return "" if met else "condition_unmet"
    if met or mark == "verbatim":
        return ""
    if mark == "own_idea":
        return None
    if mark == "in_substance":
        return None
    return "" if rooms else None


@pytest.mark.parametrize("language", list(SAID))
@pytest.mark.parametrize("mark", MARKS)
def test_rooms_and_conditions_decide_together(language: str, mark: str) -> None:
    """A release to one room must not open another, nor a met condition the wrong room."""
    text, draft = SAID[language]
    for rooms, to, met in product(ROOMS, ("A", "B", "C"), (False, True)):
        index = CaseIndex(to)
        index.add(Kept("s", "A", mark, text, may_go_to=rooms, condition="B frees the nurses"))
        conditions = frozenset({"s"} if met else ())
        kinds = {hit.kind for hit in guard(Draft(to, draft, conditions), index).hits}
        expected = _expected(mark, rooms, to, met=met)
        where = (rooms, to, met)
        if expected == "":
            assert not kinds, where
        elif expected is None and mark == "ears_only":
            assert kinds, where
        elif expected is not None:
            assert kinds == {expected}, where


@pytest.mark.parametrize("language", list(SAID))
def test_the_substance_of_what_may_be_told_crosses(language: str) -> None:
    """In substance means that the other side's wish may be told as theirs."""
    index = CaseIndex("B")
    wish = {
        "en": ("We want the road open; this siege is a drowning.", "They want the road opened."),
        "fr": ("Nous voulons la route ouverte.", "Ils veulent que la route soit ouverte."),
        "es": ("Queremos la carretera abierta.", "Quieren que se abra la carretera."),
        "ar": ("نريد فتح الطريق.", "يريدون أن يُفتح الطريق."),
        "fa": ("می‌خواهیم جاده باز شود.", "آنها می‌خواهند جاده باز شود."),
        "ru": ("Мы хотим открыть дорогу.", "Они хотят, чтобы дорогу открыли."),
    }[language]
    index.add(Kept("s", "A", "in_substance", wish[0]))
    assert not guard(Draft("B", wish[1]), index).hits


def test_one_condition_met_opens_one_statement() -> None:
    """Two offers stand side by side; the first being met says nothing of the second."""
    index = CaseIndex("B")
    index.add(Kept("one", "A", "if_offer", "If they free the nurses, we would lift the blockade."))
    index.add(Kept("two", "A", "if_offer", "If they pay the dues, we would drop the penalty."))
    for met, draft, kinds in (
        ({"one"}, "They lift the blockade.", set[str]()),
        ({"one"}, "They would drop the penalty.", {"condition_unmet"}),
        ({"two"}, "They would lift the blockade.", {"condition_unmet"}),
        ({"one", "two"}, "They lift the blockade and drop the penalty.", set[str]()),
        (set[str](), "Could you free the nurses?", set[str]()),
        (set[str](), "Have the dues been paid?", set[str]()),
    ):
        hits = guard(Draft("B", draft, frozenset(met)), index).hits
        assert {hit.kind for hit in hits} == kinds, draft
