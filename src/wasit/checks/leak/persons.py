"""Pronouns of any person as one symbol: what "we" said is carried as "they"."""

from wasit.values.folding import fold
from wasit.values.languages import Language

__all__ = ["PERSONS"]

_PERSONS: dict[Language, str] = {
    "en": "i we you he she they it|our your their my his her its|us you them me him",
    "fr": "je nous vous ils elles il elle on|notre votre leur mon ma son sa nos vos leurs mes ses",
    "es": "yo nosotros ustedes ellos ellas|nuestro su suyo nuestra sus nuestros mi|les nos",
    "ar": "نحن هم انتم هو هي|لنا لهم لكم لي له|انهم اننا انكم",
    "fa": "ما شما آنها آنان من او",
    "ru": "мы вы они я он она|наш ваш их мой его ее наша ваша наши ваши|нам вам им нас вас",
}


def _classes() -> dict[tuple[Language, str], str]:
    found: dict[tuple[Language, str], str] = {}
    for language, groups in _PERSONS.items():
        for number, group in enumerate(groups.split("|")):
            for word in fold(group).text.split():
                found.setdefault((language, word), f"<person {number}>")
    return found


PERSONS = _classes()
"""Symbol of a folded pronoun in its language."""
