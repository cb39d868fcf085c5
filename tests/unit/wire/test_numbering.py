"""What a log takes next, as a table over every state, kind of frame and right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample_frames import digest, entry, head_after, letter, opening
from wasit.wire.frames import frame_id, parse_frame
from wasit.wire.numbering import LogKind, LogState, empty_log, take_frame
from wasit.wire.relay_api import RefusalCode, Right

LOG = digest("log")
EMPTY = empty_log(LOG)
ENTRIES = LogState(LogKind.ENTRIES, 1, head_after(LOG, opening(LOG)), epoch=1)
LETTERS = LogState(LogKind.LETTERS, 1, head_after(LOG, letter(LOG, "x")), epoch=0)
VOID = (opening(LOG), opening(LOG, opening(LOG), epoch=2**32 - 1, salt="void"))
AFTER_A_VOID_ONE = LogState(LogKind.ENTRIES, 2, head_after(LOG, *VOID), epoch=2**32 - 1)

TABLE: list[tuple[LogState, bytes, Right | None, RefusalCode | LogKind]] = [
    (EMPTY, opening(LOG), Right.OWN, LogKind.ENTRIES),
    (EMPTY, opening(LOG), Right.APPEND, RefusalCode.NO_SUCH_LOG),
    (EMPTY, opening(LOG), None, RefusalCode.NO_SUCH_LOG),
    (EMPTY, letter(LOG, "y"), Right.APPEND, LogKind.LETTERS),
    (EMPTY, letter(LOG, "y"), Right.READ, RefusalCode.NO_SUCH_LOG),
    (EMPTY, entry(LOG, "y"), Right.OWN, RefusalCode.EPOCH_NOT_CURRENT),
    (EMPTY, entry(LOG, "y", epoch=0), Right.OWN, RefusalCode.EPOCH_NOT_CURRENT),
    (ENTRIES, entry(LOG, "y"), Right.APPEND, LogKind.ENTRIES),
    (ENTRIES, entry(LOG, "y"), Right.READ, RefusalCode.NO_SUCH_LOG),
    (ENTRIES, entry(LOG, "y", epoch=2), Right.OWN, RefusalCode.EPOCH_NOT_CURRENT),
    (ENTRIES, letter(LOG, "y"), Right.OWN, RefusalCode.WRONG_KIND_OF_LOG),
    (ENTRIES, opening(LOG, opening(LOG), epoch=2), Right.OWN, LogKind.ENTRIES),
    (ENTRIES, opening(LOG, opening(LOG), epoch=9), Right.OWN, LogKind.ENTRIES),
    (ENTRIES, opening(LOG, opening(LOG), epoch=2), Right.APPEND, RefusalCode.NO_SUCH_LOG),
    (ENTRIES, opening(LOG, opening(LOG), epoch=1, salt="again"), Right.OWN, LogKind.ENTRIES),
    (ENTRIES, opening(LOG, opening(LOG), epoch=0), Right.OWN, RefusalCode.EPOCH_NOT_CURRENT),
    (AFTER_A_VOID_ONE, opening(LOG, *VOID, epoch=2), Right.OWN, LogKind.ENTRIES),
    (AFTER_A_VOID_ONE, entry(LOG, "y"), Right.OWN, RefusalCode.EPOCH_NOT_CURRENT),
    (ENTRIES, opening(LOG, epoch=2), Right.OWN, RefusalCode.HEAD_MOVED),
    (LETTERS, letter(LOG, "y"), Right.APPEND, LogKind.LETTERS),
    (LETTERS, entry(LOG, "y"), Right.OWN, RefusalCode.WRONG_KIND_OF_LOG),
    (LETTERS, opening(LOG, letter(LOG, "x")), Right.OWN, RefusalCode.WRONG_KIND_OF_LOG),
]


@pytest.mark.parametrize(("state", "raw", "held", "expected"), TABLE)
def test_frame_is_taken_or_refused_as_the_table_says(
    state: LogState, raw: bytes, held: Right | None, expected: RefusalCode | LogKind
) -> None:
    """A relay and the one in memory number by this table alone."""
    frame = parse_frame(raw)
    taken = take_frame(state, frame, frame_id=frame_id(raw), held=held)
    if isinstance(expected, RefusalCode):
        assert taken is expected
        return
    assert isinstance(taken, LogState)
    epoch = getattr(frame, "epoch", state.epoch)
    assert taken == LogState(expected, state.number + 1, taken.head, epoch)


@given(st.lists(st.integers(0, 3), max_size=12))
def test_head_is_the_chain_over_exactly_what_was_taken(choices: list[int]) -> None:
    """Whatever is tried, the head a relay signs commits to the frames it numbered."""
    state, kept = EMPTY, list[bytes]()
    for turn, choice in enumerate(choices):
        raw = [
            entry(LOG, str(turn), epoch=state.epoch),
            opening(LOG, *kept, epoch=state.epoch + 1, salt=str(turn)),
            opening(LOG, epoch=state.epoch + 1, salt=str(turn)),
            letter(LOG, str(turn)),
        ][choice]
        taken = take_frame(state, parse_frame(raw), frame_id=frame_id(raw), held=Right.OWN)
        if isinstance(taken, LogState):
            state, kept = taken, [*kept, raw]
    assert state == replace(state, number=len(kept), head=head_after(LOG, *kept))
