"""A figure as PNG on white, drawn by resvg inside vl-convert (extra ``[notebook]``); no network."""

from typing import Any

from wasit.record.untyped import library

__all__ = ["as_png"]


def as_png(svg: str, *, scale: float = 2.0) -> bytes:
    """The figure as a PNG, ``scale`` pixels for each unit.

    Raises:
        ModuleNotFoundError: the extra is not installed.
    """
    converter: Any = library("vl_convert")
    ground = '</desc><rect width="100%" height="100%" fill="#ffffff"/>'
    on_white = svg.replace("</desc>", ground, 1).replace("currentColor", "#202020")
    drawn: bytes = converter.svg_to_png(on_white, scale=scale)
    return drawn
