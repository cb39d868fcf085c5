"""From a template and values to a page: escaped, isolated, in the visitor's language.

Every text that a person wrote goes through ``said``: isolated, so that its direction turns nothing
beside it, and with characters that would command the reading order shown by their code.
"""

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from wasit.talks.marks import Mark
from wasit.talks.phrases import ENGLISH, phrases_of
from wasit.values.isolation import harmless
from wasit.web.language import LANGUAGES, Tongue, tongue

if TYPE_CHECKING:
    from wasit.web.visit import Visit

__all__ = ["mark_words", "render", "said"]

_TEMPLATES = Path(__file__).parent / "templates"


def said(text: object, language: str = "") -> Markup:
    """Words of a person, isolated and harmless, as part of a line."""
    tag = Markup(' lang="{}"').format(language) if language else Markup("")
    return Markup("<bdi{}>{}</bdi>").format(tag, harmless(str(text)))


def mark_words(mark: Mark, *, tongue: Tongue) -> Markup:
    """What a mark allows, in sentences of that tongue."""
    return Markup(" ").join(
        escape(tongue.words(ENGLISH[phrase.id])).format(value=said(phrase.value))
        for phrase in phrases_of(mark)
    )


def render(template: str, visit: "Visit", values: Mapping[str, Any]) -> str:
    """The page."""
    spoken = visit.tongue
    return (
        _environment(spoken.code)
        .get_template(template)
        .render(
            visit=visit,
            tongue=spoken,
            look=visit.look,
            url=visit.url,
            static=visit.static,
            typed=visit.typed,
            number=spoken.number,
            when=spoken.when,
            mark_words=partial(mark_words, tongue=spoken),
            **values,
        )
    )


@cache
def _environment(code: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined] # added by the extension
        tongue(code).translations, newstyle=True
    )
    shared: dict[str, Any] = {"said": said, "languages": LANGUAGES}
    environment.globals |= shared
    return environment
