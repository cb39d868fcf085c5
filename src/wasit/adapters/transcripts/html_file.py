"""A transcript as one HTML file: no script, nothing fetched, fit to print.

The policy in its head lets a browser load nothing and apply the one style by its hash. Each text
stands in an element of its own with its own direction, so that right-to-left words reorder nothing
beside them.
"""

import base64
import hashlib
from functools import lru_cache
from importlib import resources

import jinja2

from wasit.seat.transcript import Transcript
from wasit.values.direction import reads_right_to_left

__all__ = ["html_transcript"]


def html_transcript(transcript: Transcript) -> bytes:
    """The file."""
    style = _text("transcript.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _template().render(
        transcript=transcript,
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'",
        direction=_direction,
    )
    return page.encode()


def _direction(language: str) -> str:
    return "rtl" if reads_right_to_left(language) else "ltr"


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(_text("transcript.html"))


def _text(name: str) -> str:
    return (resources.files("wasit.adapters.transcripts") / name).read_text(encoding="utf-8")
