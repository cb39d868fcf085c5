"""What every ``Link`` does: the client with a real relay behind it, and the relay in memory."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sample_frames import digest, entry, head_after, letter, opening
from wasit.adapters.relay_client import RelayClient
from wasit.crypto.notes import verify_checkpoint
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.seat.ports import (
    EpochNotCurrent,
    FrameTooLarge,
    HeadMoved,
    Link,
    LogExists,
    NoSuchBlob,
    NoSuchLog,
    RelayRefused,
)
from wasit.testing.lossy_link import LossyLink
from wasit.testing.memory_relay import MemoryRelay
from wasit.wire.blobs import BLOB_SIZE, blob_id
from wasit.wire.frames import FRAME_LIMIT, SIZE_CLASSES, TAG_SIZE, EntryFrame, encode_frame
from wasit.wire.relay_api import PAGE_BYTES, PAGE_FRAMES, Right

CREATION_TOKEN = "the operator's"
LOG = digest("a room's log")
OTHER = digest("another log")
OWNER = digest("the owner's token")
READER = digest("a reader's token")
MEMBER = digest("a member's token")


def token_hash(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()


@pytest.fixture(params=["client and relay", "memory", "lossy link without losses"])
def link(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Link]:
    """Each implementation, with two logs owned by ``OWNER`` and nothing in them."""
    if request.param != "client and relay":
        memory = MemoryRelay(creation_token=CREATION_TOKEN)
        yield found(LossyLink(memory) if "lossy" in request.param else memory)
        return
    store = SqliteStore(tmp_path / "relay.db")
    app = RelayApp(store=store, seed=bytes(32), creation_token=CREATION_TOKEN)
    with RelayThread(app) as relay, RelayClient(relay.url) as client:
        yield found(client)
    store.close()


def found(link: Link) -> Link:
    for log_id in (LOG, OTHER):
        link.create_log(log_id, owner_token=OWNER, creation_token=CREATION_TOKEN)
    return link


def test_relay_says_its_key_and_longest_frame(link: Link) -> None:
    """The founding record binds the relay's key."""
    facts = link.facts()
    assert (len(bytes.fromhex(facts.key)), facts.frame_limit) == (32, FRAME_LIMIT)


def test_log_is_made_once_and_the_same_wish_twice_is_one_log(link: Link) -> None:
    """A lost answer must not leave a desk unable to go on, nor hand its log to another."""
    link.create_log(LOG, owner_token=OWNER, creation_token=CREATION_TOKEN)
    with pytest.raises(LogExists):
        link.create_log(LOG, owner_token=MEMBER, creation_token=CREATION_TOKEN)
    with pytest.raises(NoSuchLog):
        link.append(LOG, opening(LOG), token=MEMBER)


def test_wrong_creation_token_makes_nothing(link: Link) -> None:
    """Only whom the operator trusts takes room on the relay."""
    new = digest("a new log")
    with pytest.raises(RelayRefused):
        link.create_log(new, owner_token=OWNER, creation_token="guessed")
    with pytest.raises(NoSuchLog):
        link.read(new, after=0, token=OWNER)


def test_frames_are_numbered_in_order_and_read_back_as_sent(link: Link) -> None:
    """Members check the chain over the exact bytes."""
    frames = [opening(LOG), entry(LOG, "one"), entry(LOG, "two")]
    numbers = [link.append(LOG, frame, token=OWNER) for frame in frames]
    page = link.read(LOG, after=0, token=OWNER)
    key = bytes.fromhex(link.facts().key)
    checkpoint = verify_checkpoint(page.unverified_note, log_id=LOG, relay_key=key)
    assert numbers == [1, 2, 3]
    assert page.frames == frames
    assert (checkpoint.number, checkpoint.head) == (3, head_after(LOG, *frames))
    assert link.read(LOG, after=2, token=OWNER).frames == frames[2:]
    assert link.read(LOG, after=3, token=OWNER).frames == []
    assert link.read(LOG, after=99, token=OWNER).frames == []


def test_same_frame_again_has_the_same_number(link: Link) -> None:
    """A retry after a lost answer doubles nothing, even when the epoch has moved on since."""
    first, one = opening(LOG), entry(LOG, "one")
    sent = [first, one, opening(LOG, first, one, epoch=2)]
    for frame in sent:
        link.append(LOG, frame, token=OWNER)
    assert [link.append(LOG, frame, token=OWNER) for frame in sent] == [1, 2, 3]
    assert link.read(LOG, after=0, token=OWNER).frames == sent


@pytest.mark.parametrize("epoch", [1, 2, 4])
def test_an_opening_that_follows_may_name_any_epoch(link: Link, epoch: int) -> None:
    """One that is void for every member, with the highest number there is, must not end a log."""
    void = [opening(LOG, epoch=3), opening(LOG, opening(LOG, epoch=3), epoch=2**32 - 1)]
    for frame in void:
        link.append(LOG, frame, token=OWNER)
    link.append(LOG, opening(LOG, *void, epoch=epoch), token=OWNER)
    assert link.append(LOG, entry(LOG, "x", epoch=epoch), token=OWNER) == 4


REFUSED: list[tuple[str, list[bytes], bytes, type[Exception]]] = [
    ("entry first", [], entry(LOG, "x"), EpochNotCurrent),
    ("entry of epoch 0 first", [], entry(LOG, "x", epoch=0), EpochNotCurrent),
    ("opening of epoch 0", [], opening(LOG, epoch=0), EpochNotCurrent),
    ("entry of an earlier epoch", [opening(LOG, epoch=2)], entry(LOG, "x"), EpochNotCurrent),
    ("entry of a later epoch", [opening(LOG)], entry(LOG, "x", epoch=2), EpochNotCurrent),
    ("opening that follows nothing", [opening(LOG)], opening(LOG, epoch=2), HeadMoved),
    (
        "opening that follows another head",
        [opening(LOG)],
        opening(LOG, opening(LOG, salt="other"), epoch=2),
        HeadMoved,
    ),
    (
        "opening that follows a later number",
        [opening(LOG)],
        opening(LOG, opening(LOG), entry(LOG, "x"), epoch=2),
        HeadMoved,
    ),
    ("letter among entries", [opening(LOG)], letter(LOG, "x"), RelayRefused),
    ("entry among letters", [letter(LOG, "x")], entry(LOG, "x"), RelayRefused),
    ("opening among letters", [letter(LOG, "x")], opening(LOG, letter(LOG, "x")), RelayRefused),
    ("frame of another log", [], opening(OTHER), RelayRefused),
    ("no frame", [], b"nonsense", RelayRefused),
    ("nothing", [], b"", RelayRefused),
    ("a byte more", [], opening(LOG) + b"\0", RelayRefused),
    ("a newer version", [], b"\2" + opening(LOG)[1:], RelayRefused),
    ("longer than any frame", [], bytes(FRAME_LIMIT + 1), FrameTooLarge),
]


@pytest.mark.parametrize(
    ("before", "frame", "error"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_frame_that_may_not_follow_is_refused_and_changes_nothing(
    link: Link, before: list[bytes], frame: bytes, error: type[Exception]
) -> None:
    """The first numbered counts; what is refused leaves number and head where they were."""
    for earlier in before:
        link.append(LOG, earlier, token=OWNER)
    page = link.read(LOG, after=0, token=OWNER)
    with pytest.raises(error) as caught:
        link.append(LOG, frame, token=OWNER)
    assert type(caught.value) is error
    assert link.read(LOG, after=0, token=OWNER) == page


RIGHTS: list[tuple[str, Right | None, bool, bool, bool, bool]] = [
    # right held,         reads, appends, opens, grants
    ("no right", None, False, False, False, False),
    ("read", Right.READ, True, False, False, False),
    ("append", Right.APPEND, True, True, False, False),
    ("own", Right.OWN, True, True, True, True),
]


@pytest.mark.parametrize(
    ("right", "reads", "appends", "opens", "grants"),
    [row[1:] for row in RIGHTS],
    ids=[row[0] for row in RIGHTS],
)
def test_right_allows_what_it_says_and_no_more(
    link: Link, *, right: Right | None, reads: bool, appends: bool, opens: bool, grants: bool
) -> None:
    """A missing right looks like a missing log."""
    first, one = opening(LOG), entry(LOG, "one")
    link.append(LOG, first, token=OWNER)
    if right is not None:
        link.grant(LOG, token=OWNER, to_hash=token_hash(MEMBER), right=right)
    after_one = opening(LOG, first, *([one] if appends else []), epoch=2)
    deeds: list[tuple[bool, Callable[[], object]]] = [
        (reads, lambda: link.read(LOG, after=0, token=MEMBER)),
        (reads, lambda: link.wait(LOG, after=0, token=MEMBER, timeout_s=1)),
        (appends, lambda: link.append(LOG, one, token=MEMBER)),
        (opens, lambda: link.append(LOG, after_one, token=MEMBER)),
        (grants, lambda: link.grant(LOG, token=MEMBER, to_hash=bytes(32), right=Right.READ)),
        (grants, lambda: link.revoke(LOG, token=MEMBER, from_hash=bytes(32))),
    ]
    for allowed, deed in deeds:
        if allowed:
            deed()
        else:
            with pytest.raises(NoSuchLog):
                deed()
    with pytest.raises(NoSuchLog):
        link.read(OTHER, after=0, token=MEMBER)


def test_revoked_token_can_nothing_and_revoking_again_is_no_error(link: Link) -> None:
    """Who leaves a room reads nothing more, not even what is sealed."""
    link.append(LOG, opening(LOG), token=OWNER)
    link.grant(LOG, token=OWNER, to_hash=token_hash(MEMBER), right=Right.APPEND)
    link.append(LOG, entry(LOG, "one"), token=MEMBER)
    for _ in range(2):
        link.revoke(LOG, token=OWNER, from_hash=token_hash(MEMBER))
    with pytest.raises(NoSuchLog):
        link.append(LOG, entry(LOG, "one"), token=MEMBER)
    with pytest.raises(NoSuchLog):
        link.read(LOG, after=0, token=MEMBER)


def test_log_keeps_its_last_owner(link: Link) -> None:
    """A log nobody owns could never begin another epoch."""
    own = token_hash(OWNER)
    for deed in (
        lambda: link.revoke(LOG, token=OWNER, from_hash=own),
        lambda: link.grant(LOG, token=OWNER, to_hash=own, right=Right.READ),
    ):
        with pytest.raises(RelayRefused):
            deed()
    link.grant(LOG, token=OWNER, to_hash=token_hash(MEMBER), right=Right.OWN)
    link.revoke(LOG, token=OWNER, from_hash=own)
    link.append(LOG, opening(LOG), token=MEMBER)


def test_letters_need_no_opening_and_no_owner(link: Link) -> None:
    """A joiner writes the first letter of an invitation's log."""
    link.grant(LOG, token=OWNER, to_hash=token_hash(MEMBER), right=Right.APPEND)
    assert link.append(LOG, letter(LOG, "hello"), token=MEMBER) == 1
    assert link.append(LOG, letter(LOG, "yes?"), token=OWNER) == 2


def test_blob_put_is_got_by_its_name_from_its_own_log(link: Link) -> None:
    """A file's chunk comes back as it was sent, from the log it was put into and no other."""
    blob = bytes(BLOB_SIZE)
    for log_id in (LOG, OTHER):
        link.append(log_id, opening(log_id), token=OWNER)
    link.grant(LOG, token=OWNER, to_hash=token_hash(READER), right=Right.READ)
    with pytest.raises(NoSuchBlob):
        link.get_blob(LOG, blob_id(blob), token=READER)
    link.put_blob(LOG, blob, token=OWNER)
    link.put_blob(LOG, blob, token=OWNER)
    assert link.get_blob(LOG, blob_id(blob), token=READER) == blob
    with pytest.raises(NoSuchBlob):
        link.get_blob(OTHER, blob_id(blob), token=OWNER)


def test_blob_is_refused_without_the_right_and_the_size(link: Link) -> None:
    """What a seat may not put is not stored, and the refusal says no more than elsewhere."""
    link.grant(LOG, token=OWNER, to_hash=token_hash(READER), right=Right.READ)
    with pytest.raises(RelayRefused):
        link.put_blob(LOG, bytes(BLOB_SIZE), token=OWNER)
    link.append(LOG, opening(LOG), token=OWNER)
    with pytest.raises(NoSuchLog):
        link.put_blob(LOG, bytes(BLOB_SIZE), token=READER)
    with pytest.raises(NoSuchLog):
        link.get_blob(LOG, bytes(32), token=MEMBER)
    with pytest.raises(RelayRefused):
        link.put_blob(LOG, b"short", token=OWNER)


def test_waiting_ends_with_the_newest_number_or_with_the_time(link: Link) -> None:
    """A seat sleeps until there is something to read."""
    assert link.wait(LOG, after=0, token=OWNER, timeout_s=0.05) is None
    link.append(LOG, opening(LOG), token=OWNER)
    assert link.wait(LOG, after=0, token=OWNER, timeout_s=5) == 1
    assert link.wait(LOG, after=1, token=OWNER, timeout_s=0.05) is None


def test_append_wakes_who_waits_for_that_log_only(link: Link) -> None:
    """Another room's words must not be noticed, not even as a waking."""
    link.append(LOG, opening(LOG), token=OWNER)
    seen: dict[str, int | None] = {}

    def wait(name: str, log_id: bytes, after: int, timeout_s: float) -> None:
        seen[name] = link.wait(log_id, after=after, token=OWNER, timeout_s=timeout_s)

    waiting = [
        threading.Thread(target=wait, args=("this", LOG, 1, 10.0)),
        threading.Thread(target=wait, args=("other", OTHER, 0, 0.2)),
    ]
    for thread in waiting:
        thread.start()
    link.append(LOG, entry(LOG, "one"), token=OWNER)
    for thread in waiting:
        thread.join(10)
    assert seen == {"this": 2, "other": None}


@pytest.mark.slow
def test_long_log_is_read_in_pages(link: Link) -> None:
    """A page has a bound in frames and in bytes, and the note says whether there is more."""
    long = bytes(SIZE_CLASSES[-1] + TAG_SIZE)
    frames = [opening(LOG)]
    frames += [encode_frame(EntryFrame(LOG, 1, digest(str(n)), long)) for n in range(140)]
    frames += [entry(LOG, str(n)) for n in range(PAGE_FRAMES + 5)]
    for frame in frames:
        link.append(LOG, frame, token=OWNER)
    key = bytes.fromhex(link.facts().key)
    seen: list[bytes] = []
    pages: list[int] = []
    while len(seen) < len(frames):
        page = link.read(LOG, after=len(seen), token=OWNER)
        note = verify_checkpoint(page.unverified_note, log_id=LOG, relay_key=key)
        assert note.number == len(frames)
        assert sum(len(frame) + 4 for frame in page.frames) <= PAGE_BYTES
        seen += page.frames
        pages.append(len(page.frames))
    assert seen == frames
    assert 100 < pages[0] < 140
    assert max(pages) == PAGE_FRAMES
