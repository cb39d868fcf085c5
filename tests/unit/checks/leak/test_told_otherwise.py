"""Figures, days and names told in a roundabout way, and what follows from them in one step."""

from datetime import date

import pytest

from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.named_days import easter
from wasit.checks.leak.shapes import Draft, Kept


def _kinds(draft: str, secret: str, *known: str, mark: str = "ears_only") -> set[str]:
    index = CaseIndex("B")
    for text in known:
        index.know(text)
    index.add(Kept("a", "A", mark, secret))
    return {hit.kind for hit in guard(Draft("B", draft), index).hits}


@pytest.mark.parametrize(
    ("draft", "secret"),
    [
        ("Fifty dollars a day.", "They may have 1,500 dollars a month."),
        ("Cent mille par mois.", "Nous irions à 1,2 million par an."),
        ("A week and three days.", "We can hold out for ten days."),
        ("Una semana y dos días.", "Aguantamos nueve días."),
        ("Three in ten would go.", "We would let 30 per cent of them go."),
        ("Два из пяти районов.", "Сорок процентов районов за нас."),
        ("Three for one.", "We would give them 3 men for each of ours, three for one."),
        ("Aim for three point eight.", "The limit is 3.8 per cent."),
        ("Four pounds twenty.", "They earn 4.20 an hour."),
        ("Between two and three million.", "The reserve is 2.6 million dollars."),
        ("In less than a fortnight.", "The pumps stop in twelve days."),
    ],
)
def test_a_figure_told_by_two_numbers_is_found(draft: str, secret: str) -> None:
    """Nobody who hints at a figure writes it as the statement did."""
    assert _kinds(draft, secret) & {"number", "inference"}


@pytest.mark.parametrize(
    ("draft", "secret"),
    [
        ("By the end of March 2027.", "The family leaves at Easter 2027."),
        ("On 30 October.", "The cash runs out on the last Friday of October 2026."),
        ("Le 10 mars.", "Tout sera signé le lendemain du 9 mars."),
        ("On All Saints' Day.", "We sign on the day before 2 November."),
        ("Before July begins.", "The border shuts on 30 June."),
        ("When December opens.", "The loan ends on 1 December."),
        ("In the last third of February.", "The fuel lasts until 24 February."),
        ("In the middle of next year.", "The plant closes in June 2027."),
        ("По окончании второго квартала, 30 июня.", "Всё закончится 30 июня."),
    ],
)
def test_a_day_told_by_its_neighbours_is_found(draft: str, secret: str) -> None:
    """A date leaks by a feast, an eve, a weekday or a quarter."""
    assert "date" in _kinds(draft, secret)


@pytest.mark.parametrize(
    ("draft", "secret", "known"),
    [
        (
            "Twenty trucks carry it.",
            "A third of the trucks, of 60, carry diesel.",
            "Fuel is short.",
        ),
        ("It costs forty-four million.", "We sell at 11 times earnings.", "Earnings: 4 million."),
        ("They are 85,000 short.", "The roof costs 140,000 and we have 55,000.", "It rains in."),
        ("A quarter less will do.", "We could live with 450 tonnes.", "It is 600 tonnes now."),
        ("Divide the claim by three.", "We would pay 300,000.", "You claim 900,000."),
        ("Eight points more.", "We could cut 38 per cent.", "They announced 30 per cent."),
        ("Less than half of it.", "We can spare 22,000.", "You ask for 50,000."),
    ],
)
def test_what_follows_in_one_step_is_found(draft: str, secret: str, known: str) -> None:
    """Whoever can do a sum has been told the sum's parts."""
    assert _kinds(draft, secret, known) & {"number", "inference"}


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("B. Haas goes.", True),
        ("I met B.H. there.", True),
        ("There is a certain H. who goes.", True),
        ("I met K.L. there.", False),
    ],
)
def test_initials_name_a_person(draft: str, found: bool) -> None:
    """A person of the case is known by initials to everybody in it."""
    assert ("name" in _kinds(draft, "Our lawyer, Benedikt Haas, is leaving.")) is found


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
        (2026, date(2026, 4, 5), date(2026, 4, 12)),
        (2038, date(2038, 4, 25), date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_calendars_print_it(year: int, western: date, eastern: date) -> None:
    """A feast a week off is another date."""
    assert (easter(year), easter(year, julian=True)) == (western, eastern)


@pytest.mark.parametrize(
    ("draft", "secret", "known"),
    [
        ("You pay 1,500 dollars a month.", "They may have 60 dollars a day.", "Rent is 1,500."),
        ("See you after Easter.", "The family leaves on 3 June.", "We meet after Easter."),
        ("Three of us will come.", "We would let 30 per cent of them go.", "There are ten."),
    ],
)
def test_another_value_in_the_same_form_is_left_alone(draft: str, secret: str, known: str) -> None:
    """A guard that stops every rate and every feast is switched off."""
    assert not _kinds(draft, secret, known)


@pytest.mark.parametrize(
    ("draft", "secret"),
    [
        ("They have spoken to the archivist.", "We emptied the archives by night."),
        ("Accra would send people.", "We can accept monitors from Ghana."),
        ("Bob Harlan has been seen.", "Robert Harlan is back in the city."),
        ("سترسل فنلندا رجالا.", "We can accept monitors from Finland."),
        ("Read the signatures again.", "The chairman forged the signatures."),
        ("Check the scales.", "Our scales in the mill are false."),
    ],
)
def test_a_matter_told_in_a_word_of_its_kin_is_found(draft: str, secret: str) -> None:
    """People change the form of a word, give the capital for the country, or only point."""
    assert _kinds(draft, secret)
