# ruff: noqa: E501 - sentences are kept on one line each
"""Texts told in other words: what is set aside, opposites, roles, order; and a garbled read-back."""

import pytest

from wasit.checks.fidelity import ErrorKind, Pair, check_fidelity
from wasit.checks.fidelity.contrasts import contrasts_of, without_contrasts
from wasit.checks.fidelity.operators import operators_of
from wasit.checks.fidelity.phrases import find_phrases, synonyms, table_lines
from wasit.checks.fidelity.reading import read
from wasit.values import LANGUAGES, Language, tokens_of

K = ErrorKind
CHANGED: list[tuple[str, Language, str, str, ErrorKind]] = [
    ("set aside, now said", "en", "The news came from the hospital, not the police.", "The news came from the police.", K.ACTOR_SWAP),
    ("set aside in French", "fr", "Le préfet viendra, et non son adjoint.", "C'est l'adjoint du préfet qui viendra.", K.NEGATION),
    ("both are said now", "en", "We will discuss the pasture, not the spring.", "They will discuss the pasture and the spring.", K.NEGATION),
    ("public and private", "en", "They must apologise publicly for the shelling of Tarsa.", "A private apology for the shelling of Tarsa is required of them.", K.SCOPE),
    ("youngest and eldest", "en", "The house stays unsold until our youngest child turns sixteen.", "The house is not to be sold until the eldest child is sixteen.", K.NAME),
    ("with and without", "fr", "Pour tout le personnel, y compris les intérimaires, une prime est due.", "Une prime est due à tout le personnel, intérimaires exclus.", K.SCOPE),
    ("admitted and disputed", "ru", "Комиссия нарушений не обнаружила и уехала в мае.", "Комиссия нашла нарушения и уехала в мае.", K.NEGATION),
    ("roles exchanged", "en", "The landlord repairs the roof, and the tenant pays the water bill.", "It is for the tenant to repair the roof; the water bill is paid by the landlord.", K.ACTOR_SWAP),
    ("order turned round", "en", "The release of the pilots comes before the talks in Geneva.", "The talks in Geneva come before the release of the pilots.", K.SEQUENCE),
    ("none became some", "en", "None of the drivers will take shifts of nine hours.", "Some drivers will take shifts of nine hours.", K.QUANTIFIER),
    ("looked at, now promised", "en", "The insurer is willing to look at the loss of trade from March.", "The insurer agrees to pay for the loss of trade from March.", K.MODALITY),
    ("noted, now welcomed", "en", "The minister noted the proposal of the commission.", "The minister welcomed the proposal of the commission.", K.MODALITY),
    ("currency apart from its figure", "en", "They pay in dinars at the bank's rate, 3.1 million in all.", "They pay in dollars at the bank's rate, 3,100,000 in all.", K.CURRENCY),
    ("told besides", "en", "The ministry will build the second canal.", "The ministry will build the second canal, and it will also line the old ditch.", K.ADDITION),
    ("closed, now opened", "en", "The bridge stays closed to lorries while the snipers are in the tower.", "The bridge is opened to lorries although the snipers are in the tower.", K.NEGATION),
    ("Persian verb without its not", "fa", "ما نقشه بعدی همسایه را هرگز نپذیرفته‌ایم.", "نقشه بعدی همسایه را پذیرفته‌اند.", K.NEGATION),
]  # fmt: skip
KEPT: list[tuple[str, Language, str, str]] = [
    ("contrast dropped", "en", "The news came from the hospital, not the police.", "It was the hospital that gave the news."),
    ("contrast by rather than", "en", "It was the foreman, not the workers, who stopped the line.", "The line was stopped by the foreman rather than by the workers."),
    ("refusal for not accept", "en", "The union rejects any change to the night shift.", "The union does not accept that the night shift be changed."),
    ("secret for not public", "en", "The data of the gauge stay confidential.", "The data of the gauge are not to be made public."),
    ("closed unless, open only once", "en", "The bridge stays closed unless the snipers leave the tower.", "They would open the bridge only once the snipers have left the tower."),
    ("acceptance for leave", "es", "Aceptamos que la comisión visite los tres cuarteles.", "La comisión podrá visitar los tres cuarteles."),
    ("roles kept, passive", "en", "The landlord repairs the roof, and the tenant pays the water bill.", "The water bill is paid by the tenant; the landlord has the roof repaired."),
    ("quarter of a year", "en", "The line has been running for a full quarter.", "The line has been in operation for three months."),
    ("quarter of a town", "en", "The eastern quarter has had no water for three weeks.", "For three weeks the east of the town has been without water."),
    ("nth day for n days", "en", "The town has been without water for nine days now.", "The town is now in its ninth day without water."),
    ("or else for if not", "fa", "شرکت باید تا بیستم مهر قطعات را تحویل بگیرد، وگرنه قرارداد را فسخ می‌کند.", "اگر قطعات تا ۲۰ مهر به شرکت تحویل نشود، قرارداد فسخ خواهد شد."),
    ("conditional of report", "fr", "Si le couvre-feu est levé, nous retirerons les barrages.", "Ils retireraient les barrages si le couvre-feu était levé."),
    ("never without", "en", "The surveyors may work there, never without an officer of ours.", "Accompanied by one of their officers, the surveyors can work there."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "told", "kind"), [c[1:] for c in CHANGED], ids=[c[0] for c in CHANGED])  # fmt: skip
def test_a_change_shows_through_other_words(
    language: Language, said: str, told: str, kind: ErrorKind
) -> None:
    """A mediator tells in own words; an error must not hide behind them."""
    outcome = check_fidelity(Pair(said, told, language, language))
    assert kind in {error.kind for error in outcome.errors}


@pytest.mark.parametrize(("language", "said", "told"), [c[1:] for c in KEPT], ids=[c[0] for c in KEPT])  # fmt: skip
def test_the_same_in_other_words_is_no_change(language: Language, said: str, told: str) -> None:
    """Alarms at every rewording would teach people to pass them over."""
    outcome = check_fidelity(Pair(said, told, language, language))
    assert [(error.kind, error.why) for error in outcome.errors] == []


REPORT = (
    "The Houthi leader said that attacks in the Red Sea and the Gulf of Aden would widen to the "
    "Indian Ocean, and that Ali Bagheri Kani had told Oman of it on 11 January."
)
GARBLED = [
    ("the Red Sea", "the Crimson Sea"),
    ("the Indian Ocean", "the Native Ocean"),
    ("the Gulf of Aden", "the Bay of Aden"),
    ("Ali Bagheri Kani", "Ali Bagheri Cane"),
]


@pytest.mark.parametrize(("name", "garbled"), GARBLED)
def test_a_garbled_name_in_a_read_back_is_a_changed_name(name: str, garbled: str) -> None:
    """A report run through a thesaurus keeps its grammar; only its names give it away."""
    words = {"said": "declared", "attacks": "assaults", "widen": "broaden", "told": "informed"}
    told = REPORT.replace(name, garbled)
    for word, other in words.items():
        told = told.replace(word, other)
    outcome = check_fidelity(Pair(REPORT, told, "en", "en"))
    spans = [told[slice(*e.conveyed)] for e in outcome.errors if e.kind is K.NAME]
    assert any(part in span for span in spans for part in garbled.split() if part not in name)


def test_a_thesaurus_over_words_that_name_nothing_changes_no_name() -> None:
    """The names stand; other verbs are no changed name."""
    told = REPORT.replace("said", "declared").replace("widen", "broaden")
    outcome = check_fidelity(Pair(REPORT, told, "en", "en"))
    assert K.NAME not in {error.kind for error in outcome.errors}


@pytest.mark.parametrize(
    ("language", "text", "aside"),
    [
        ("en", "by the hospital, not the police, and soon", "the police"),
        ("en", "we do not pay the police", ""),
        ("es", "la directora y no el inspector", "el inspector"),
        ("es", "son nuestras y no las apagaremos", ""),
        ("ru", "врача, а не командования", "командования"),
        ("fa", "به گفته صاحبخانه، و نه شهرداری", "شهرداری"),
        ("en", "five absences, not six", ""),
    ],
)
def test_a_contrast_is_told_from_a_denied_act(language: Language, text: str, aside: str) -> None:
    """Its "not" must neither count as a lost denial nor hide one; figures are values."""
    reading = read(text, language)
    found = [text[reading.tokens[c.first].start : reading.tokens[c.last].end] for c in reading.contrasts]  # fmt: skip
    assert found == ([aside] if aside else [])
    tokens = tokens_of(text, language)
    operators = list(operators_of(tokens, language))
    left = without_contrasts(operators, contrasts_of(tokens, operators, language, []))
    assert len(left) <= len(operators)


def test_the_tables_speak_six_languages_and_know_their_kinds() -> None:
    """A line in a language nobody reads, or of a kind there is not, would be silently lost."""
    for name in ("synonyms.txt", "opposites.txt"):
        for head, spoken in table_lines(name):
            assert set(spoken) <= set(LANGUAGES), head
    for (kind, _), spoken in table_lines("opposites.txt"):
        assert ErrorKind(kind)
        assert all(" / " in words for words in spoken.values())


def test_synonyms_are_found_with_what_arabic_joins_before_them() -> None:
    """Clitics are written onto the word; without taking them off nothing would match."""
    found = {each.phrase.value for each in find_phrases(tokens_of("والخريطة", "ar"), "ar", synonyms("ar"))}  # fmt: skip
    assert "map_chart" in found
