# ruff: noqa: E501 - sentences are kept on one line each
"""Each operator applied to good pairs is caught; each rewriting that keeps the meaning is quiet.

A good pair is what was said and a faithful telling of it. A mutation changes one thing in the
telling. Everything here is a sentence of ours; the news sentences of the shared data are used by
path, and the test says loudly when they are absent.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from wasit.checks.fidelity import ErrorKind, Pair, check_fidelity
from wasit.values import Language

K = ErrorKind
GOOD: dict[str, tuple[Language, str, str]] = {
    "guns": ("en", "We will withdraw all 24 guns to a line 10 kilometres north of Tarsa by 12 June, if the flights stop.",
             "They will withdraw all 24 guns to a line 10 kilometres north of Tarsa by 12 June, provided the flights stop."),
    "wages": ("en", "The union will not accept less than 4 per cent before the audit is finished.",
              "The union will not accept less than four per cent before the audit has been finished."),
    "house": ("fr", "La mère gardera la maison pendant 18 mois si le père paie 400 euros par mois.",
              "La mère gardera la maison pendant dix-huit mois à condition que le père paie 400 euros par mois."),
    "water": ("es", "La cooperativa abrirá todas las compuertas del norte el 3 de mayo, después de la inspección.",
              "El 3 de mayo, después de la inspección, la cooperativa abrirá todas las compuertas del norte."),
    "prisoners": ("ar", "سنفرج عن جميع النساء يوم الأحد إذا وصلت القائمة، ولن نفرج عن الضباط قبل أيلول.",
                  "سيفرجون عن جميع النساء يوم الأحد إذا وصلت القائمة، ولن يفرجوا عن الضباط قبل سبتمبر."),
    "border": ("fa", "ما همه پاسگاه‌ها را تا ۱۵ خرداد سه کیلومتر به شمال می‌بریم، به شرطی که مین‌ها جمع شود.",
               "آنها همه پاسگاه‌ها را تا ۱۵ خرداد سه کیلومتر به شمال می‌برند، به شرطی که مین‌ها جمع شود."),
    "goods": ("ru", "Поставщик отгрузит не менее 200 тонн до 1 июля, если покупатель оплатит аванс.",
              "Поставщик отгрузит минимум 200 тонн до 1 июля, если покупатель оплатит аванс."),
}  # fmt: skip
MUTATIONS: list[tuple[str, str, str, str, frozenset[ErrorKind]]] = [
    ("number", "guns", "24 guns", "34 guns", frozenset({K.NUMBER})),
    ("number", "wages", "four per cent", "forty per cent", frozenset({K.NUMBER})),
    ("number", "house", "dix-huit mois", "huit mois", frozenset({K.NUMBER})),
    ("number", "border", "سه کیلومتر", "سی کیلومتر", frozenset({K.NUMBER})),
    ("number", "goods", "200 тонн", "120 тонн", frozenset({K.NUMBER})),
    ("unit", "guns", "10 kilometres", "10 miles", frozenset({K.UNIT})),
    ("unit", "goods", "200 тонн", "200 килограммов", frozenset({K.UNIT})),
    ("unit", "house", "400 euros", "400 francs", frozenset({K.CURRENCY})),
    ("unit", "border", "سه کیلومتر", "سه متر", frozenset({K.UNIT})),
    ("date", "guns", "12 June", "12 July", frozenset({K.DATE})),
    ("date", "water", "3 de mayo", "13 de mayo", frozenset({K.DATE})),
    ("date", "prisoners", "يوم الأحد", "يوم الاثنين", frozenset({K.DATE})),
    ("date", "prisoners", "سبتمبر", "تشرين الأول", frozenset({K.DATE})),
    ("date", "border", "۱۵ خرداد", "۱۵ تیر", frozenset({K.DATE})),
    ("date", "goods", "1 июля", "1 августа", frozenset({K.DATE})),
    ("name", "guns", "Tarsa", "Belmar", frozenset({K.NAME})),
    ("name", "guns", "north of", "south of", frozenset({K.NAME})),
    ("name", "water", "del norte", "del sur", frozenset({K.NAME})),
    ("name", "border", "به شمال", "به جنوب", frozenset({K.NAME})),
    ("negation", "wages", "will not accept", "will accept", frozenset({K.NEGATION, K.CONDITION_CHANGED, K.QUANTIFIER})),
    ("negation", "guns", "They will withdraw", "They will not withdraw", frozenset({K.NEGATION})),
    ("negation", "water", "abrirá", "no abrirá", frozenset({K.NEGATION})),
    ("negation", "goods", "отгрузит", "не отгрузит", frozenset({K.NEGATION})),
    ("modality", "guns", "They will withdraw", "They might withdraw", frozenset({K.MODALITY})),
    ("modality", "guns", "They will withdraw", "They will consider withdrawing", frozenset({K.MODALITY})),
    ("modality", "water", "abrirá", "podría abrir", frozenset({K.MODALITY})),
    ("modality", "prisoners", "سيفرجون عن جميع", "قد يفرجون عن جميع", frozenset({K.MODALITY})),
    ("modality", "goods", "Поставщик отгрузит", "Поставщик надеется отгрузить", frozenset({K.MODALITY})),
    ("condition", "guns", ", provided the flights stop", "", frozenset({K.CONDITION_LOST})),
    ("condition", "guns", "provided the flights stop", "even if the flights go on", frozenset({K.CONDITION_CHANGED})),
    ("condition", "house", " à condition que le père paie 400 euros par mois", "", frozenset({K.CONDITION_LOST})),
    ("condition", "house", "à condition que le père paie", "à moins que le père ne paie", frozenset({K.CONDITION_CHANGED})),
    ("condition", "prisoners", " إذا وصلت القائمة", "", frozenset({K.CONDITION_LOST})),
    ("condition", "border", "، به شرطی که مین‌ها جمع شود", "", frozenset({K.CONDITION_LOST})),
    ("condition", "goods", ", если покупатель оплатит аванс", "", frozenset({K.CONDITION_LOST})),
    ("condition", "goods", "если покупатель", "даже если покупатель не", frozenset({K.CONDITION_CHANGED})),
    ("quantifier", "guns", "all 24 guns", "some of the 24 guns", frozenset({K.QUANTIFIER})),
    ("quantifier", "water", "todas las compuertas", "algunas compuertas", frozenset({K.QUANTIFIER})),
    ("quantifier", "prisoners", "جميع النساء", "بعض النساء", frozenset({K.QUANTIFIER})),
    ("quantifier", "border", "همه پاسگاه‌ها", "بیشتر پاسگاه‌ها", frozenset({K.QUANTIFIER})),
    ("quantifier", "goods", "минимум 200 тонн", "не более 200 тонн", frozenset({K.QUANTIFIER})),
    ("quantifier", "wages", "less than four", "more than four", frozenset({K.QUANTIFIER})),
    ("order", "water", "después de la inspección", "antes de la inspección", frozenset({K.SEQUENCE, K.CONDITION_CHANGED})),
    ("order", "wages", "before the audit", "after the audit", frozenset({K.CONDITION_CHANGED, K.SEQUENCE})),
    ("actor", "wages", "The union", "The company", frozenset({K.ACTOR_SWAP})),
    ("actor", "house", "La mère gardera la maison pendant dix-huit mois à condition que le père", "Le père gardera la maison pendant dix-huit mois à condition que la mère", frozenset({K.ACTOR_SWAP})),
    ("actor", "goods", "Поставщик отгрузит минимум 200 тонн до 1 июля, если покупатель", "Покупатель отгрузит минимум 200 тонн до 1 июля, если поставщик", frozenset({K.ACTOR_SWAP})),
]  # fmt: skip
REWRITES: list[tuple[str, str, str]] = [
    ("guns", "24 guns", "twenty-four guns"), ("guns", "10 kilometres", "10 km"),
    ("guns", "10 kilometres", "ten thousand metres"), ("guns", "12 June", "the twelfth of June"),
    ("guns", "12 June", "22 Khordad"), ("guns", "all 24 guns", "each of the 24 guns"),
    ("guns", "provided the flights stop", "if the flights cease"),
    ("guns", "provided the flights stop", "on condition that the flights stop"),
    ("guns", "They will withdraw", "They undertake to withdraw"),
    ("wages", "will not accept less than four", "will accept no less than four"),
    ("wages", "four per cent", "4%"), ("wages", "before the audit", "until the audit"),
    ("house", "dix-huit mois", "un an et demi"), ("house", "à condition que", "pourvu que"),
    ("house", "400 euros par mois", "400 euros chaque mois"),
    ("water", "todas las compuertas", "cada una de las compuertas"),
    ("water", "después de la inspección", "tras la inspección"),
    ("prisoners", "إذا وصلت القائمة", "في حال وصلت القائمة"),
    ("prisoners", "جميع النساء", "كل النساء"), ("prisoners", "سبتمبر", "شتنبر"),
    ("border", "سه کیلومتر", "۳ کیلومتر"), ("border", "۱۵ خرداد", "پانزدهم خرداد"),
    ("border", "به شرطی که", "مشروط به اینکه"), ("border", "۱۵ خرداد", "۵ ژوئن"),
    ("goods", "минимум 200 тонн", "не менее двухсот тонн"),
    ("goods", "если покупатель", "при условии, что покупатель"), ("goods", "200 тонн", "200 000 кг"),
]  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_the_good_pairs_are_faithful(name: str) -> None:
    """A mutation proves something only if the pair was quiet before it."""
    language, said, told = GOOD[name]
    assert check_fidelity(Pair(said, told, language, language)).errors == ()


@pytest.mark.parametrize(("operator", "name", "part", "other", "kinds"), MUTATIONS)
def test_each_operator_applied_to_a_good_pair_is_caught(
    operator: str, name: str, part: str, other: str, kinds: frozenset[ErrorKind]
) -> None:
    """One thing changed in the telling must be found, and called what it is."""
    language, said, told = GOOD[name]
    assert told.count(part) == 1, operator
    outcome = check_fidelity(Pair(said, told.replace(part, other), language, language))
    assert kinds & {error.kind for error in outcome.errors}


@pytest.mark.parametrize(("name", "part", "other"), REWRITES)
def test_each_rewriting_that_keeps_the_meaning_is_quiet(name: str, part: str, other: str) -> None:
    """The same value or operator in other words is no change."""
    language, said, told = GOOD[name]
    assert told.count(part) == 1
    outcome = check_fidelity(Pair(said, told.replace(part, other), language, language))
    assert [(error.kind, error.why) for error in outcome.errors] == []


NEWS = Path(__file__).parents[5] / "shared" / "data" / "leak" / "demetr-paraphrase-pairs.jsonl"
_FIGURE = re.compile(r"(?<![\w.,:/-])\d[\d,]*(?:\.\d+)?(?![\w-])")
_NEGATABLE = (" is ", " was ", " are ", " were ", " will ", " can ", " could ", " would ")
_NEGATED = (" is not ", " was not ", " will not ", " did not ", " not ")


def _news() -> list[tuple[str, str]]:
    if not NEWS.exists():
        pytest.skip(f"shared data absent: {NEWS}")
    rows = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    return [(row["s1"], row["s2"]) for row in rows if row["same_meaning"]]


def _other_figure(text: str) -> str | None:
    found = _FIGURE.search(text)
    if found is None:
        return None
    digits = re.sub(r"\D", "", found.group())
    return text[: found.start()] + str(int(digits) + 7) + text[found.end() :]


def _other_polarity(text: str) -> str | None:
    for part in _NEGATED:
        if part in text:
            return text.replace(part, part.replace(" not", ""), 1)
    for part in _NEGATABLE:
        if part in text:
            return text.replace(part, f"{part}not ", 1)
    return None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mutate", "kinds", "least", "most"),
    [(_other_figure, {K.NUMBER, K.DATE}, 0.99, 0.04), (_other_polarity, {K.NEGATION, K.CONDITION_CHANGED, K.QUANTIFIER}, 0.97, 0.03)],
    ids=["figures", "polarity"],
)  # fmt: skip
def test_swaps_in_real_news_sentences_are_caught(
    mutate: Callable[[str], str | None], kinds: set[ErrorKind], least: float, most: float
) -> None:
    """Against human and machine translations of one sentence, swapped figures and polarity show."""
    caught = swapped = alarms = 0
    pairs = _news()
    named = K.NUMBER if K.NUMBER in kinds else K.NEGATION
    for said, told in pairs:
        errors = check_fidelity(Pair(said, told, "en", "en")).errors
        alarms += named in {error.kind for error in errors}
        mutated = mutate(told)
        if mutated is None:
            continue
        swapped += 1
        found = check_fidelity(Pair(said, mutated, "en", "en")).errors
        caught += bool(kinds & {error.kind for error in found})
    assert swapped > 50
    assert caught / swapped >= least, f"{caught} of {swapped}"
    assert alarms / len(pairs) <= most, f"{alarms} of {len(pairs)}"
