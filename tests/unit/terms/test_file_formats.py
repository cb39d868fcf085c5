"""Published formats are read as their sources mean them; what is wrong is one clear sentence."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.adapters.terms_files import read_published
from wasit.errors import WasitError
from wasit.terms.commitments import read_commitments
from wasit.terms.errors import MissingEvaluation, NegativeWeight, NoTerms, UnreadableTerms
from wasit.terms.genius_xml import read_genius_xml
from wasit.terms.order import read_steps
from wasit.terms.own_format import parse_terms_file
from wasit.terms.published_json import read_published_json
from wasit.terms.stated import stated_ranges

_CASE = Path(__file__).resolve().parents[3] / "cases" / "terms" / "detainees-for-funds.toml"

_DOMAIN = """<negotiation_template><utility_space number_of_issues="2"><objective name="root">
<issue index="2" name="Truce" vtype="discrete"><item index="1" value="none"/>
<item index="2" value="a week"/></issue>
<issue index="3" name="Trucks" vtype="integer" lowerbound="2" upperbound="4"></issue>
</objective></utility_space></negotiation_template>"""

_PROFILE = """<utility_space><objective name="root">
<issue index="3" name="Trucks" vtype="integer" lowerbound="2" upperbound="4">
<evaluator ftype="linear" offset="0.9" slope="0.3"/></issue>
<issue index="2" name="Truce" vtype="discrete"><item index="7" value="a week" evaluation="3"/>
<item index="9" value="none" evaluation="12"/>
<similarity_function><criteria_function><item value="none" evaluation="999"/>
<weight index="2" value="9"/></criteria_function></similarity_function></issue>
<weight index="2" value="0.1"/><weight index="3" value="2"/></objective></utility_space>"""


def _xml(change: Callable[[str], str] = str, *, domain: str = _DOMAIN) -> dict[str, bytes]:
    return {
        "domain.xml": domain.encode(),
        "profile-b.xml": _PROFILE.encode(),
        "profile-a.xml": change(_PROFILE).encode(),
    }


def test_genius_xml_is_read_as_genius_means_it() -> None:
    """Indices from 2, other order in the profile, weights as they are, integers clipped at 1.

    Truce: none 0.1 x 12/12, a week 0.1 x 3/12. Trucks from 2: 2 x 0.9, then 1.2 and 1.5 clip to 1.
    """
    found = read_genius_xml(_xml())
    reading = found.reading
    assert reading.sides == ("profile-a", "profile-b")
    assert [issue.name for issue in reading.issues] == ["Truce", "Trucks"]
    assert [issue.options for issue in reading.issues] == [("none", "a week"), ("2", "3", "4")]
    assert reading.worth[0] == (
        (Fraction(1, 10), Fraction(1, 40)),
        (Fraction(9, 5), Fraction(2), Fraction(2)),
    )
    assert reading.limits == (0, 0)
    assert found.warnings == ()


def test_a_profile_may_leave_the_type_of_an_issue_to_the_domain() -> None:
    """What has a function and no items is an integer issue, whatever it is called."""
    plain = ' vtype="integer" lowerbound="2" upperbound="4"'
    found = read_genius_xml(_xml(lambda text: text.replace(plain, "")))
    assert found.reading.worth[0] == found.reading.worth[1]


def test_an_empty_line_before_the_declaration_is_no_fault() -> None:
    """Published files begin so."""
    found = read_genius_xml(_xml(lambda text: '\n<?xml version="1.0"?>' + text))
    assert found.reading.worth[0] == found.reading.worth[1]


def test_a_profile_may_say_more_than_the_domain() -> None:
    """Items the domain lacks, weights of no issue and repeats are ignored with a warning each.

    The stray item's 500 does not count as the highest evaluation either.
    """

    def change(text: str) -> str:
        return text.replace(
            '<item index="9"',
            '<item index="8" value="a year" evaluation="500"/>'
            '<item index="9" value="none" evaluation="1"/><item index="9"',
        ).replace("</objective>", '<weight index="44" value="1"/></objective>')

    found = read_genius_xml(_xml(change))
    assert found.reading.worth[0][0] == (Fraction(1, 10), Fraction(1, 40))
    assert len(found.warnings) == 3
    assert [word in " ".join(found.warnings) for word in ("twice", "a year", "44")] == [True] * 3


def test_a_reservation_is_kept_and_a_discount_is_not_applied() -> None:
    """The limit is on the side's own scale; a discount belongs to another kind of talks."""
    found = read_genius_xml(
        _xml(
            lambda text: text.replace(
                "</utility_space>",
                '<reservation value="0.25"/><discount_factor value="0.5"/></utility_space>',
            )
        )
    )
    assert found.reading.limits == (Fraction(1, 4), 0)
    assert found.reading.worth[0] == found.reading.worth[1]


_ANL_DOMAIN = '{"name": "d", "issuesValues": {"Truce": {"values": ["none", "week"]}}}'
_ANL_PROFILE = (
    '{"LinearAdditiveUtilitySpace": {"issueUtilities": {"Truce": {"DiscreteValueSetUtilities":'
    ' {"valueUtilities": {"week": 0.3, "none": 1.0}}}}, "issueWeights": {"Truce": 0.7}}}'
)
_LOG = (
    '{"reservationValue": 0.2, "issueWeights": {"Truce": 0.5},'
    ' "issues": {"Truce": {"none": 0.1, "week": 1}}}'
)


def _json(*profiles: str, domain: str | None = None) -> dict[str, bytes]:
    files = {f"profile{n}.json": text.encode() for n, text in enumerate(profiles)}
    if domain:
        files["domain.json"] = domain.encode()
    return {"specials.json": b'{"size": 2, "nash": {}}', **files}


def test_anl_json_is_weight_times_value() -> None:
    """Decimals are exact: 0.7 x 0.3 is 21/100; the source's own figures are left alone."""
    found = read_published_json(_json(_ANL_PROFILE, _ANL_PROFILE, domain=_ANL_DOMAIN))
    assert found.reading.worth[0] == ((Fraction(7, 10), Fraction(21, 100)),)
    assert found.reading.sides == ("profile0", "profile1")
    assert found.warnings == ()


def test_an_anl_profile_may_carry_the_domain() -> None:
    """Where the domain file is not there, the first profile's own copy serves."""
    carried = _ANL_PROFILE.replace('"issueWeights"', f'"domain": {_ANL_DOMAIN}, "issueWeights"')
    found = read_published_json(_json(carried, carried))
    assert found.reading.issues[0].options == ("none", "week")


def test_an_anl_reservation_package_is_a_limit() -> None:
    """A side may name the package it would rather walk away with; its worth is the limit."""
    bid = _ANL_PROFILE.replace(
        '"issueWeights"', '"reservationBid": {"issuevalues": {"Truce": "week"}}, "issueWeights"'
    )
    found = read_published_json(_json(bid, _ANL_PROFILE, domain=_ANL_DOMAIN))
    assert found.reading.limits == (Fraction(21, 100), 0)


def test_negolog_json_has_no_domain_file() -> None:
    """The first profile's issues are the domain; its reservation is on the raw scale."""
    found = read_published_json(_json(_LOG, _LOG))
    assert found.reading.issues[0].options == ("none", "week")
    assert found.reading.worth[1] == ((Fraction(1, 20), Fraction(1, 2)),)
    assert found.reading.limits == (Fraction(1, 5), Fraction(1, 5))


_WRONG_XML: list[tuple[Callable[[str], str], type[WasitError], str]] = [
    (lambda t: t.replace(' evaluation="3"', ""), MissingEvaluation, "'a week' of issue 'Truce'"),
    (lambda t: t.replace('<issue index="2"', '<issue index="5"'), MissingEvaluation, "no option"),
    (lambda t: t.replace('<weight index="2" value="0.1"/>', ""), MissingEvaluation, "no weight"),
    (lambda t: t.replace('value="0.1"', 'value="-0.1"'), NegativeWeight, "weight -0.1"),
    (lambda t: t.replace('"3"/>', '"three"/>'), UnreadableTerms, "'three', not a decimal"),
    (lambda t: t.replace('"3"/>', '"NaN"/>'), UnreadableTerms, "'NaN', not a decimal"),
    (lambda t: t.replace('"3"/>', '"1e999999"/>'), UnreadableTerms, "longer than 400 digits"),
    (lambda t: t.replace("linear", "triangular"), UnreadableTerms, "'triangular' function"),
    (lambda t: t.replace("</utility_space>", ""), UnreadableTerms, "not well-formed XML"),
    (lambda t: "<!DOCTYPE a>" + t, UnreadableTerms, "document type"),
    (lambda t: t.replace("<objective", "<hyperRectangle/><objective"), UnreadableTerms, "additive"),
]


@pytest.mark.parametrize(("change", "error", "words"), _WRONG_XML)
def test_wrong_xml_is_one_clear_sentence(
    change: Callable[[str], str], error: type[WasitError], words: str
) -> None:
    """What was seen, what was expected, and that nothing was computed."""
    with pytest.raises(error, match=words) as caught:
        read_genius_xml(_xml(change))
    assert "\n" not in str(caught.value)


def test_a_real_issue_or_a_missing_domain_is_refused() -> None:
    """Continuous issues have no options to list; profiles alone do not say what is settled."""
    with pytest.raises(UnreadableTerms, match="'real'"):
        read_genius_xml(_xml(domain=_DOMAIN.replace('"integer"', '"real"')))
    with pytest.raises(UnreadableTerms, match="0 Genius domain files"):
        read_genius_xml({"a.xml": _PROFILE.encode(), "b.xml": _PROFILE.encode()})
    with pytest.raises(UnreadableTerms, match="1 profile"):
        read_genius_xml({"d.xml": _DOMAIN.encode(), "a.xml": _PROFILE.encode()})


_WRONG_JSON: list[tuple[dict[str, bytes], str]] = [
    (_json("{", domain=_ANL_DOMAIN), "is not JSON"),
    (_json(_ANL_PROFILE, _ANL_PROFILE), "0 ANL domain files"),
    (_json(domain=_ANL_DOMAIN), "no profiles of one kind"),
    (_json(_ANL_PROFILE, _LOG, domain=_ANL_DOMAIN), "no profiles of one kind"),
    (_json(_ANL_PROFILE.replace("0.3", "[]"), _ANL_PROFILE, domain=_ANL_DOMAIN), "not a number"),
    (_json(_LOG.replace("0.5", "NaN"), _LOG), "not a decimal"),
]


@pytest.mark.parametrize(("files", "words"), _WRONG_JSON)
def test_wrong_json_is_one_clear_sentence(files: dict[str, bytes], words: str) -> None:
    """Another format is named as such, not read as far as it happens to fit."""
    with pytest.raises(UnreadableTerms, match=words):
        read_published_json(files)


def test_paths_that_hold_no_terms_are_named(tmp_path: Path) -> None:
    """Not there, empty, or a file of another kind: three different sentences."""
    with pytest.raises(NoTerms, match="is not there"):
        read_published(tmp_path / "nowhere")
    with pytest.raises(NoTerms, match="holds no"):
        read_published(tmp_path)
    (tmp_path / "notes.txt").write_text("words", encoding="utf-8")
    with pytest.raises(UnreadableTerms, match="another format"):
        read_published(tmp_path / "notes.txt")
    for name, text in _xml().items():
        (tmp_path / name).write_bytes(text)
    assert read_published(tmp_path / "domain.xml").reading.sides == ("profile-a", "profile-b")


_DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 2000),
        st.integers(0, 40),
        st.sampled_from(["", "0", "-1", "1e9", '"', "<", "}", "[]", "null", "NaN", "\u0661"]),
    ),
    min_size=1,
    max_size=3,
)


def _damaged(text: str, cuts: list[tuple[int, int, str]]) -> bytes:
    for place, length, put in cuts:
        start = place % (len(text) + 1)
        text = text[:start] + put + text[start + length :]
    return text.encode()


@pytest.mark.slow
@given(_DAMAGE, st.sampled_from(["xml-domain", "xml", "anl-domain", "anl", "log", "toml"]))
def test_damage_is_read_or_refused_in_a_sentence(
    cuts: list[tuple[int, int, str]], which: str
) -> None:
    """Whatever a file holds, the desk gets a reading or a reason, never a traceback."""

    def text(name: str, whole: str) -> bytes:
        return _damaged(whole, cuts) if name == which else whole.encode()

    try:
        if which.startswith("xml"):
            read_genius_xml(
                {
                    "domain.xml": text("xml-domain", _DOMAIN),
                    "a.xml": text("xml", _PROFILE),
                    "b.xml": _PROFILE.encode(),
                }
            )
        elif which.startswith("anl"):
            read_published_json(
                {
                    "domain.json": text("anl-domain", _ANL_DOMAIN),
                    "a.json": text("anl", _ANL_PROFILE),
                    "b.json": _ANL_PROFILE.encode(),
                }
            )
        elif which == "log":
            read_published_json({"a.json": text("log", _LOG), "b.json": _LOG.encode()})
        else:
            damaged = _damaged(_CASE.read_text(encoding="utf-8"), cuts)
            file = parse_terms_file(damaged.decode(), name="terms.toml")
            stated_ranges(file)
            read_steps(file)
            read_commitments(file)
    except WasitError:
        return  # refused in a sentence; anything else fails the test
