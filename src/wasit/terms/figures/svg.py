"""SVG as text: elements with everything escaped, and the frame that every figure has."""

import html
import re
from collections.abc import Sequence

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not hold."""

_NAME = re.compile(r"[a-z][a-zA-Z]*(-[a-z]+)*")


def words(text: str) -> str:
    """Text as the content of an element.

    >>> words("<b> & so on")
    '&lt;b&gt; &amp; so on'
    """
    return html.escape(_UNFIT.sub("�", text), quote=True)


def element(tag: str, /, *inside: str, **attributes: object) -> str:
    """An element; ``class_`` is its class, and ``_`` in other names stands for ``-``.

    >>> element("circle", r=3, class_="dot")
    '<circle r="3" class="dot"/>'
    """
    given = "".join(
        f' {_attribute(key)}="{words(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    content = "".join(inside)
    return f"<{tag}{given}>{content}</{tag}>" if content else f"<{tag}{given}/>"


def label(text: str, **attributes: object) -> str:
    """A text element in its own direction."""
    return element("text", words(text), unicode_bidi="plaintext", **attributes)


def figure(
    parts: Sequence[str],
    *,
    name: str,
    kind: str,
    width: int,
    height: int,
    title: str,
    description: str,
    linked: bool,
) -> str:
    """The whole figure; ``name`` is its id, must be the only one of its page, and begins others.

    A picture is one thing to whoever hears a page read out; one with links is a group of them.
    """
    return element(
        "svg",
        element("title", words(title), id=f"{name}-title"),
        element("desc", words(description), id=f"{name}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        id=name,
        class_=f"figure {kind}",
        role="group" if linked else "img",
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )


def linked_part(*inside: str, to: str, class_: str, linked: bool) -> str:
    """A part of a figure: a link into its page, or only a group."""
    if linked:
        return element("a", *inside, href=f"#{to}", class_=class_)
    return element("g", *inside, class_=class_)


def shortened(text: str, *, most: int) -> str:
    """The text, cut at so many letters with a sign that it was.

    >>> shortened("a standing ceasefire", most=10)
    'a standin…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def short_number(text: str) -> str:
    """A decimal with three figures, as an axis has room for; the table has it whole.

    >>> short_number("0.421052631579"), short_number("12"), short_number("45678.9")
    ('0.421', '12', '45679')
    """
    number = float(text)
    return f"{number:.3g}" if abs(number) < 1000 else f"{number:.0f}"


def _attribute(key: str) -> str:
    name = "class" if key == "class_" else key.replace("_", "-")
    if not _NAME.fullmatch(name) or name == "style" or name.startswith("on"):
        raise ValueError(f"{name} is no attribute of a figure")
    return name


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
