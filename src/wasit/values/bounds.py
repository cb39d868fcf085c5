# ruff: noqa: E501 - tables of words are kept one entry a line
"""The words that say on which side of a figure a quantity lies, in six languages.

``BEFORE`` stand before the figure, ``AFTER`` behind the unit. Phrases are tuples of folded words;
the longest match wins. "Not more than" is a bound here, not a negation.
"""

from functools import cache

from wasit.values.found import Bound
from wasit.values.languages import Language
from wasit.values.tokens import fold_word

__all__ = ["Phrases", "bounds_after", "bounds_before"]

Phrases = dict[tuple[str, ...], Bound]

_BEFORE: dict[Language, dict[Bound, str]] = {
    "en": {
        Bound.AT_LEAST: "at least, no fewer than, not fewer than, no less than, not less than, a "
        "minimum of, minimum of, a minimum, minimum, at the very least, at the least, as many as least, "
        "no closer than, no nearer than, not closer than, no lower than, not lower than, no earlier than, "
        "no shorter than, not below, not under, no smaller than",
        Bound.AT_MOST: "up to, at most, no more than, not more than, does not exceed, not exceed, never exceeds, "
        "never exceed, not beyond, a maximum of, maximum of, at "
        "the most, not over, not exceeding, not to exceed, as many as, as much as, at the very most, "
        "maximum, not above, never more than, a ceiling of, capped at, limited to, to a maximum of, "
        "a cap of, no farther than, no further than, not farther than, not further than, no longer than, "
        "no later than, no higher than, no deeper than, no wider than, no bigger than, no larger than",
        Bound.MORE_THAN: "more than, over, above, exceeding, upwards of, in excess of, greater than, "
        "longer than, beyond, well over",
        Bound.LESS_THAN: "less than, fewer than, under, below, nearly, almost, just under, not "
        "quite, shorter than, closer than, nearer than",
        Bound.ABOUT: "about, around, approximately, roughly, some, circa, close to, in the region "
        "of, in the order of, of the order of, more or less, an estimated, approx",
        Bound.EXACT: "exactly, precisely, a full, full, fully, no more and no less than",
    },
    "fr": {
        Bound.AT_LEAST: "au moins, au minimum, pas moins de, un minimum de, minimum, à partir de, "
        "non moins de, pas inférieur à, pas inférieure à, pas inférieurs à, pas inférieures à, pas au - dessous de, "
        "qui ne soit pas inférieur à, qui ne soit pas inférieure à, non inférieur à, non inférieure à",
        Bound.AT_MOST: "au plus, au maximum, ne dépasse pas, ne dépassera pas, ne pas dépasser, qui ne dépasse pas, jusqu à, jusqu ' à, pas plus de, un maximum de, tout au "
        "plus, pas supérieur à, pas supérieure à, pas au - delà de, sans dépasser, ne dépasserait pas, dans la limite de, ne dépassant pas, maximum, un plafond de, plafonné à, jusqu’ à",
        Bound.MORE_THAN: "plus de, plus d ', au-dessus de, au - dessus de, supérieur à, au delà de, "
        "au - delà de",
        Bound.LESS_THAN: "moins de, moins d ', à moins de, à moins d ', au - dessous de, inférieur à, presque, près de",
        Bound.ABOUT: "environ, à peu près, autour de, quelque, quelques, approximativement, "
        "de l ' ordre de, une",
        Bound.EXACT: "exactement, précisément",
    },
    "es": {
        Bound.AT_LEAST: "al menos, por lo menos, como mínimo, como poco, no menos de, un mínimo de, cuando menos, no inferior a, no inferiores a, no menor de, no menos que, no baje de, no por debajo de, "
        "a partir de",
        Bound.AT_MOST: "hasta, como máximo, como mucho, que no pase de, no pase de, no superior a, no supere, no supera, no exceda, "
        "no exceda de, que no exceda de, a lo sumo, no más de, un máximo de, a lo más, hasta un "
        "máximo de, un tope de, sin exceder, no superiores a, no mayor de, no más allá de, no pasen de, no pasará de, sin pasar de",
        Bound.MORE_THAN: "más de, por encima de, superior a, mayor de, pase de, pasen de, exceda de, excedan de, supere los, superen los",
        Bound.LESS_THAN: "a menos de, menos de, por debajo de, inferior a, casi",
        Bound.ABOUT: "unos, unas, alrededor de, aproximadamente, cerca de, en torno a, más o menos",
        Bound.EXACT: "exactamente, precisamente",
    },
    "ar": {
        Bound.AT_LEAST: "على الأقل, ما لا يقل عن, لا يقل عن, لا تقل عن, بحد أدنى, كحد أدنى, "
        "حد أدنى, ليس أقل من, لا أقل من, بما لا يقل عن, ألا يقل عن",
        Bound.AT_MOST: "ما يصل إلى, بحد أقصى, كحد أقصى, لا يزيد على, لا يزيد عن, لا تزيد على, "
        "لا تزيد عن, لا يتجاوز, لا تتجاوز, على الأكثر, حتى, ما لا يزيد على, ما لا يزيد عن, "
        "ليس أكثر من, لا أكثر من, بما لا يتجاوز, ما لا يتجاوز, ألا يتجاوز, ألا تتجاوز, على ألا يتجاوز, لا يتعدى, لا تتعدى, يصل إلى, تصل إلى",
        Bound.MORE_THAN: "أكثر من, ما يزيد على, ما يزيد عن, فوق, ازيد من, يتجاوز, يفوق",
        Bound.LESS_THAN: "أقرب من, أقل من, دون, ما يقل عن, ما يقارب, قرابة",
        Bound.ABOUT: "نحو, حوالي, حوالى, زهاء, تقريبا, ما يقرب من",
        Bound.EXACT: "بالضبط, تماما",
    },
    "fa": {
        Bound.AT_LEAST: "دست‌کم, حداقل, لااقل, دست کم, نه کمتر از, کم‌کم",
        Bound.AT_MOST: "حداکثر, تا سقف, نه بیشتر از, نه بیش از, دست‌بالا, تا حداکثر",
        Bound.MORE_THAN: "بیش از, بیشتر از, بالای, بالغ بر, متجاوز از",
        Bound.LESS_THAN: "نزدیک‌تر از, کمتر از, زیر, نزدیک به",
        Bound.ABOUT: "حدود, در حدود, تقریبا, حدودا, قریب",
        Bound.EXACT: "دقیقا",
    },
    "ru": {
        Bound.AT_LEAST: "не менее, не меньше, не менее чем на, по меньшей мере, как минимум, минимум, по крайней "
        "мере, от, не менее чем, хотя бы",
        Bound.AT_MOST: "не превышает, не превысит, не превышая, не превышающий, не более, не больше, не более чем на, не больше чем на, до, максимум, самое большее, не более чем, не свыше, "
        "в пределах, не превышающий, вплоть до",
        Bound.MORE_THAN: "более, больше, свыше, более чем, выше, больше чем",
        Bound.LESS_THAN: "ближе, ближе чем на, менее, меньше, менее чем, ниже, почти, меньше чем",
        Bound.ABOUT: "около, примерно, приблизительно, порядка, приблизительно до",
        Bound.EXACT: "ровно, точно, в точности",
    },
}
_AFTER: dict[Language, dict[Bound, str]] = {
    "en": {
        Bound.AT_LEAST: "or more, at least, at the least, at a minimum, minimum, or longer, as a "
        "minimum, and no fewer, and no less, and upwards, or over",
        Bound.AT_MOST: "or less, or fewer, at most, at the most, maximum, and no more, at a maximum, "
        "and not more, and not one more, as a maximum, or under, and not a day more, tops",
        Bound.ABOUT: "or so, approximately, roughly, more or less, or thereabouts",
        Bound.EXACT: "exactly, precisely",
    },
    "fr": {
        Bound.AT_LEAST: "au moins, au minimum, ou plus, minimum, et pas moins",
        Bound.AT_MOST: "au plus, au maximum, maximum, tout au plus, ou moins, et pas plus, et pas davantage",
        Bound.ABOUT: "environ, à peu près",
        Bound.EXACT: "exactement",
    },
    "es": {
        Bound.AT_LEAST: "como mínimo, al menos, por lo menos, o más, y no menos",
        Bound.AT_MOST: "como máximo, a lo sumo, o menos, y no más, máximo",
        Bound.ABOUT: "aproximadamente, más o menos",
        Bound.EXACT: "exactamente",
    },
    "ar": {
        Bound.AT_LEAST: "على الأقل, كحد أدنى, أو أكثر, فأكثر, فما فوق, بحد أدنى, لا أقل",
        Bound.AT_MOST: "على الأكثر, كحد أقصى, بحد أقصى, أو أقل, لا أكثر, لا غير, فقط لا غير",
        Bound.ABOUT: "تقريبا",
        Bound.EXACT: "بالضبط, تماما",
    },
    "fa": {
        Bound.AT_LEAST: "یا بیشتر, به بالا, دست‌کم, و نه کمتر",
        Bound.AT_MOST: "یا کمتر, و نه بیشتر, حداکثر",
        Bound.ABOUT: "تقریبا",
        Bound.EXACT: "دقیقا",
    },
    "ru": {
        Bound.AT_LEAST: "или более, или больше, как минимум, минимум, и более, не меньше, не менее",
        Bound.AT_MOST: "или менее, максимум, самое большее, и не более, не больше, не более, и не больше",
        Bound.ABOUT: "примерно, приблизительно",
        Bound.EXACT: "ровно",
    },
}


def _phrases(source: dict[Bound, str]) -> Phrases:
    return {
        tuple(fold_word(word) for word in phrase.split()): bound
        for bound, phrases in source.items()
        for phrase in phrases.split(", ")
    }


@cache
def bounds_before(language: Language) -> Phrases:
    """Bound phrases that stand before a figure."""
    return _phrases(_BEFORE[language])


@cache
def bounds_after(language: Language) -> Phrases:
    """Bound phrases that stand behind a figure and its unit."""
    return _phrases(_AFTER[language])
