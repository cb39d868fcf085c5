"""The layouts this record reads, and which of them a header is."""

from collections.abc import Iterable, Mapping

from wasit.errors import BadInput
from wasit.record.formats.acled import ACLED
from wasit.record.formats.gdelt import GDELT_EVENTS, GDELT_MENTIONS
from wasit.record.formats.ged import GED
from wasit.record.formats.maritime import ASAM, IMO, UKMTO, ukmto_columns
from wasit.record.formats.row import Format

__all__ = ["FORMATS", "FormatUnknown", "layout_of"]

FORMATS: Mapping[str, Format] = {
    layout.name: layout for layout in (ACLED, GED, GDELT_EVENTS, GDELT_MENTIONS, ASAM, IMO, UKMTO)
}


class FormatUnknown(BadInput):
    """A file's columns are those of no layout this reads. Nothing was taken in."""

    code = "format-unknown"
    advice = "Say which it is with --format, or describe its columns with --mapping."

    def __init__(self, columns: Iterable[str]) -> None:
        shown = ", ".join(list(columns)[:12])
        known = ", ".join(FORMATS)
        super().__init__(
            f"the columns {shown} are of no layout this reads ({known}); nothing was taken in"
        )


def layout_of(columns: Iterable[str]) -> Format:
    """The layout whose needed columns are all there; the one that needs most, where several are."""
    have = {column.strip().lower() for column in columns}
    fitting = [layout for layout in FORMATS.values() if layout.needs and layout.needs <= have]
    if not fitting and ukmto_columns(have) is not None:
        return UKMTO
    if not fitting:
        raise FormatUnknown(columns)
    return max(fitting, key=lambda layout: len(layout.needs))
