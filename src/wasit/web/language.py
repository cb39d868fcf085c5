"""The language a page is in: its words, its direction, its digits, its way of writing a time.

Message ids are the English texts; ``locale/<language>/LC_MESSAGES/wasit.po`` holds the others and
is compiled when the program starts. Texts that no native reader has seen yet are marked ``fuzzy``
there and are used all the same; ``Tongue.unreviewed`` says so on the page.

Babel writes Latin digits whatever the locale (libraries.md, section 5), so digits are mapped here,
by what the person chose.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from wasit.talks.moments import BadMoment, moment

__all__ = ["LANGUAGES", "Digits", "Tongue", "plain_digits", "tongue"]

_LOCALE = Path(__file__).parent / "locale"

LANGUAGES: dict[str, str] = {
    "en": "English",
    "fr": "Français",
    "ar": "العربية",
    "fa": "فارسی",
}
"""The interface's languages, each in its own words."""


class Digits(StrEnum):
    """Which digits figures of the interface are written in."""

    LATIN = "latin"
    ARABIC = "arabic"
    PERSIAN = "persian"


_WRITTEN: Mapping[Digits, Mapping[int, int]] = {
    Digits.LATIN: {},
    Digits.ARABIC: str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    Digits.PERSIAN: str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}

_READ = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_USUAL: dict[str, Digits] = {"ar": Digits.LATIN, "fa": Digits.PERSIAN}


@dataclass(frozen=True)
class Tongue:
    """One language with one choice of digits.

    Attributes:
        code: BCP 47 tag, a key of ``LANGUAGES``.
        direction: ``ltr`` or ``rtl``.
        unreviewed: whether no native reader has seen the catalogue.
    """

    code: str
    digits: Digits
    locale: Locale
    translations: NullTranslations
    unreviewed: bool

    @property
    def direction(self) -> str:
        """Which way lines run."""
        return self.locale.text_direction

    @property
    def words(self) -> Callable[[str], str]:
        """From an English text to this language's; English where there is none."""
        return self.translations.ugettext

    def number(self, value: int) -> str:
        """A whole number in this tongue's digits, without grouping."""
        return self.figures(str(value))

    def figures(self, text: str) -> str:
        """``text`` with its Latin digits written in this tongue's."""
        return text.translate(_WRITTEN[self.digits])

    def when(self, text: str) -> str:
        """An entry's UTC time, in this language's way of writing it; what is no time, as it is."""
        return self._dated(text, lambda at: format_datetime(at, "d MMM y, HH:mm", UTC, self.locale))

    def day(self, text: str) -> str:
        """The UTC day of an entry's time."""
        return self._dated(text, lambda at: format_date(at, "full", self.locale))

    def _dated(self, text: str, write: Callable[[datetime], str]) -> str:
        try:
            at = moment(text)
        except BadMoment:
            return text
        return self.figures(write(at))


def tongue(code: str, digits: Digits | None = None) -> Tongue:
    """The tongue of that code, English for one we do not have; its usual digits unless given."""
    known = code if code in LANGUAGES else "en"
    return _tongue(known, digits or _USUAL.get(known, Digits.LATIN))


def plain_digits(text: str) -> str:
    """``text`` with Arabic and Persian digits written as Latin ones, as forms are read."""
    return text.translate(_READ)


@cache
def _tongue(code: str, digits: Digits) -> Tongue:
    translations, unreviewed = _catalogue(code)
    return Tongue(code, digits, Locale.parse(code), translations, unreviewed)


@cache
def _catalogue(code: str) -> tuple[NullTranslations, bool]:
    path = _LOCALE / code / "LC_MESSAGES" / "wasit.po"
    if not path.exists():
        return NullTranslations(), False
    with path.open("rb") as file:
        catalogue: Catalog = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue, use_fuzzy=True)
    compiled.seek(0)
    unreviewed = any(message.fuzzy for message in catalogue if message.id)
    return Translations(compiled), unreviewed
