# ruff: noqa: E501 - pairs are kept on one line each
"""The fidelity check: each kind of change is named, and equal meaning in other words is quiet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.checks.fidelity import ErrorKind, Manner, Pair, check_fidelity
from wasit.values import LANGUAGES, Language

SAID = "We will pull our guns back 12 km within 72 hours if the flights stop, and not before."
CHANGED: list[tuple[ErrorKind, Language, str, str, str, str]] = [
    (
        ErrorKind.NUMBER,
        "en",
        "We free nine men on Monday.",
        "They free five men on Monday.",
        "nine men",
        "five men",
    ),
    (
        ErrorKind.UNIT,
        "en",
        "We move 12 kilometres back.",
        "They move 12 miles back.",
        "12 kilometres",
        "12 miles",
    ),
    (
        ErrorKind.CURRENCY,
        "fr",
        "Nous payons 300 euros.",
        "Ils paient 300 dollars.",
        "300 euros",
        "300 dollars",
    ),
    (
        ErrorKind.DATE,
        "es",
        "Firmamos el 3 de mayo.",
        "Firman el 3 de junio.",
        "3 de mayo",
        "3 de junio",
    ),
    (
        ErrorKind.NAME,
        "en",
        "The ship goes to Mombasa first.",
        "The ship goes to Lamu first.",
        "Mombasa",
        "Lamu",
    ),
    (
        ErrorKind.NEGATION,
        "ru",
        "Мы не продадим дом.",
        "Они продадут дом.",
        "не продадим",
        "продадут",
    ),
    (
        ErrorKind.NEGATION,
        "en",
        "It is unacceptable to move the wall.",
        "It is acceptable to move the wall.",
        "unacceptable",
        "acceptable",
    ),
    (
        ErrorKind.MODALITY,
        "en",
        "We take note of the plan.",
        "They accept the plan.",
        "take note",
        "accept",
    ),
    (ErrorKind.CONDITION_LOST, "ar", "سننسحب إذا توقف القصف.", "سينسحبون.", "إذا توقف القصف", ""),
    (
        ErrorKind.CONDITION_CHANGED,
        "en",
        "We leave unless they pay.",
        "They leave if they are paid.",
        "unless",
        "if",
    ),
    (
        ErrorKind.QUANTIFIER,
        "fa",
        "همه زندانیان آزاد می‌شوند.",
        "برخی زندانیان آزاد می‌شوند.",
        "همه زندانیان",
        "برخی زندانیان",
    ),
    (
        ErrorKind.SCOPE,
        "en",
        "The guard stays permanently at the gate.",
        "The guard stays temporarily at the gate.",
        "permanently",
        "temporarily",
    ),
    (
        ErrorKind.SEQUENCE,
        "en",
        "We sign after the wounded have left.",
        "They sign before the wounded have left.",
        "after",
        "before",
    ),
    (
        ErrorKind.ATTRIBUTION,
        "en",
        "Speaking personally, I would accept the line.",
        "He would accept the line.",
        "personally",
        "",
    ),
    (
        ErrorKind.ACTOR_SWAP,
        "en",
        "The buyer repairs the roof if the seller pays the tax.",
        "The seller repairs the roof if the buyer pays the tax.",
        "buyer",
        "seller",
    ),
    (
        ErrorKind.OMISSION,
        "en",
        "We open the bridge, and the fishermen get their nets back.",
        "They open the bridge.",
        "fishermen get their nets back",
        "",
    ),
    (
        ErrorKind.ADDITION,
        "en",
        "We open the bridge.",
        "They open the bridge, and the fishermen get their nets back.",
        "",
        "fishermen get their nets back",
    ),
]


@pytest.mark.parametrize(("kind", "language", "said", "told", "ours", "theirs"), CHANGED)
def test_a_change_is_named_by_kind_and_place(
    kind: ErrorKind, language: Language, said: str, told: str, ours: str, theirs: str
) -> None:
    """The mediator must see what changed and where, not only that something did."""
    outcome = check_fidelity(Pair(said, told, language, language))
    assert outcome.verdict == "changed"
    (error,) = [error for error in outcome.errors if error.kind is kind]
    assert ours in said[slice(*error.original)] or said[slice(*error.original)] in ours
    assert theirs in told[slice(*error.conveyed)] or told[slice(*error.conveyed)] in theirs
    assert bool(ours) <= bool(said[slice(*error.original)])
    assert error.why


QUIET: list[tuple[Language, str, Language, str]] = [
    ("en", SAID, "en", "Only once the flights have stopped will they move their guns back 12 kilometres, within three days."),
    ("en", "We will not sign until they pay.", "en", "They will sign only after they have been paid."),
    ("en", "If they do not pay, we leave.", "en", "They leave unless they are paid."),
    ("en", "We would be ready to meet on 15 March 2026.", "fa", "آنها آماده‌اند در ۲۴ اسفند ۱۴۰۴ دیدار کنند."),
    ("fr", "Nous ne paierons pas plus de six millions.", "fr", "Ils paieront au plus 6 millions."),
    ("es", "No firmaremos hasta que se retiren.", "es", "Sólo firmarán cuando se hayan retirado."),
    ("ar", "لن نوقع قبل أن ينسحبوا.", "ar", "لن يوقعوا إلا بعد أن ينسحبوا."),
    ("fa", "تا وقتی نروند امضا نمی‌کنیم.", "fa", "تنها پس از رفتن آنها امضا می‌کنند."),
    ("ru", "Мы не против поездки.", "ru", "Они не возражают против поездки."),
    ("ar", "نفرج عن الطفلين خلال أسبوعين.", "en", "They release the two children within a fortnight."),
    ("en", "We will not budge on safety.", "en", "On safety they stand firm."),
    ("en", "We're prepared to wait six weeks.", "en", "They would wait a month and a half."),
    ("es", "Nadie será despedido por la huelga.", "es", "No despedirán a nadie por la huelga."),
    ("en", "Half of the guns leave.", "en", "Fifty per cent of the guns leave."),
]  # fmt: skip


@pytest.mark.parametrize(("said_in", "said", "told_in", "told"), QUIET)
def test_equal_meaning_in_other_words_is_faithful(
    said_in: Language, said: str, told_in: Language, told: str
) -> None:
    """A check that cries at every rewording is switched off within a day."""
    outcome = check_fidelity(Pair(said, told, said_in, told_in))
    assert [error.kind for error in outcome.errors] == []
    assert outcome.verdict == "faithful"


@pytest.mark.parametrize(
    ("told", "verdict", "kinds"),
    [("No list, no bus.", "faithful", set[str]()),
     ("No  list,\n no bus.", "faithful", set[str]()),
     ("No list, no coach.", "changed", {"wording"}),
     ("Without a list there is no bus.", "changed", {"wording"})],
)  # fmt: skip
def test_verbatim_means_exactly_the_words(told: str, verdict: str, kinds: set[str]) -> None:
    """Only whitespace may differ; a synonym is already a change of wording."""
    outcome = check_fidelity(Pair("No list, no bus.", told, "en", "en", Manner.VERBATIM))
    assert (outcome.verdict, {error.kind.value for error in outcome.errors}) == (verdict, kinds)


def test_an_own_idea_that_names_its_owner_is_an_attribution_error() -> None:
    """The owner of an idea must stay hidden; saying "they propose" gives it away."""
    said = "We would accept a committee of three."
    theirs = Pair(said, "They propose a committee of three.", "en", "en", Manner.OWN_IDEA)
    mine = Pair(
        said, "Here is a thought of mine: a committee of three.", "en", "en", Manner.OWN_IDEA
    )
    assert [e.kind for e in check_fidelity(theirs).errors] == [ErrorKind.ATTRIBUTION]
    assert check_fidelity(mine).verdict == "faithful"


@pytest.mark.parametrize(
    ("told", "part"),
    [("They will come soon.", "soon"), ("They accept and/or refuse.", "and/or"),
     ("They meet on 03/04/2026.", "03/04/2026"), ("They meet at 18:00.", "18:00"),
     ("They leave by Friday.", "by"), ("They stay until Friday.", "until"),
     ("They leave territories.", "territories"), ("An appropriate sum is paid.", "appropriate"),
     ("سيأتون قريبا.", "قريبا"), ("Ils viendront bientôt.", "bientôt")],
)  # fmt: skip
def test_ambiguity_is_asked_about_and_never_changes_the_verdict(told: str, part: str) -> None:
    """Ambiguity may be meant, but should be chosen: the desk is asked, nothing is refused."""
    language: Language = "ar" if told[0] == "س" else "fr" if told[:3] == "Ils" else "en"
    outcome = check_fidelity(Pair(told, told, language, language))
    assert outcome.verdict == "faithful"
    assert any(part in told[slice(*p.span)] for p in outcome.prompts)
    assert all(p.question.endswith((".", "?")) for p in outcome.prompts)


def test_across_languages_it_says_what_was_not_checked() -> None:
    """A quiet check must not be taken for a full one."""
    across = check_fidelity(Pair("We leave.", "Ils partent.", "en", "fr"))
    within = check_fidelity(Pair("We leave.", "They leave.", "en", "en"))
    assert across.unchecked
    assert within.unchecked == ()


def test_a_text_run_through_a_thesaurus_is_caught_as_changed_names() -> None:
    """ "Crimson Sea" for the Red Sea is how machine-garbled reports give themselves away."""
    outcome = check_fidelity(
        Pair(
            "Attacks on ships in the Red Sea continued near Bab al-Mandab.",
            "Assaults on vessels in the Crimson Sea continued near Bab al-Mandab.",
            "en",
            "en",
        )
    )
    assert ErrorKind.NAME in {error.kind for error in outcome.errors}


@given(text=st.text(max_size=120), other=st.text(max_size=120), data=st.data())
@pytest.mark.slow
def test_any_two_texts_are_answered_with_places_inside_them(
    text: str, other: str, data: st.DataObject
) -> None:
    """No text may break the desk's check, and every place shown must exist."""
    languages = st.sampled_from(LANGUAGES)
    manner = data.draw(st.sampled_from(Manner))
    outcome = check_fidelity(Pair(text, other, data.draw(languages), data.draw(languages), manner))
    for error in outcome.errors:
        for (start, end), whole in ((error.original, text), (error.conveyed, other)):
            assert 0 <= start <= end <= len(whole)
    for prompt in outcome.prompts:
        assert 0 <= prompt.span[0] < prompt.span[1] <= len(other)


@given(text=st.text(max_size=200), language=st.sampled_from(LANGUAGES))
def test_a_text_is_faithful_to_itself(text: str, language: Language) -> None:
    """Nothing changed where nothing changed, whatever the text."""
    assert check_fidelity(Pair(text, text, language, language)).verdict == "faithful"
