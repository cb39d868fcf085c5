"""What every vault does, whether on disk or in memory."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.adapters.vault import EncryptedVault
from wasit.crypto.vault_keys import PassphraseCost
from wasit.seat.ports import (
    FramesOutOfOrder,
    NoSuchOutgoing,
    Outgoing,
    TransactionNested,
    Vault,
    VaultClosed,
)
from wasit.testing.memory_vault import MemoryVault
from wasit.testing.randomness import SeededRandomness

LOG, OTHER_LOG = bytes(32), bytes([7]) * 32


def _encrypted(folder: Path) -> Vault:
    return EncryptedVault.create(
        folder / "seat.vault",
        passphrase="a quiet room",
        randomness=SeededRandomness("contract"),
        cost=PassphraseCost(iterations=1, lanes=1, memory_kib=128),
    )


def _in_memory(folder: Path) -> Vault:
    return MemoryVault()


@pytest.fixture(name="vault", params=[_encrypted, _in_memory], ids=["encrypted", "memory"])
def vault_of_each_kind(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Generator[Vault, None, None]:
    """Each vault in turn, closed afterwards."""
    make: Callable[[Path], Vault] = request.param
    vault = make(tmp_path)
    yield vault
    vault.close()


def _act(counter: int, *, log_id: bytes = LOG, frame: bytes = b"frame") -> Outgoing:
    return Outgoing(
        log_id=log_id, counter=counter, at="2024-01-10T09:00:00Z", body=b"{}", frame=frame
    )


def test_what_is_written_is_read_replaced_and_erased(vault: Vault) -> None:
    """A seat's secrets and drafts are kept by name."""
    assert vault.read("draft/1") is None
    vault.write("draft/1", b"first")
    vault.write("draft/1", b"")
    assert vault.read("draft/1") == b""
    vault.erase("draft/1")
    vault.erase("draft/1")
    assert vault.read("draft/1") is None


def test_names_are_those_with_the_prefix_and_sorted(vault: Vault) -> None:
    """Prefixes are how a seat finds its drafts; no sign in a name may act as a wild card."""
    for name in ("b", "a/2", "a/1", "a%", "a_", "a*", "A/1", "a", "a/\N{ARABIC LETTER WAW}"):
        vault.write(name, b"x")
    assert vault.names("a/") == ["a/1", "a/2", "a/\N{ARABIC LETTER WAW}"]
    assert vault.names("a*") == ["a*"]
    assert vault.names("") == sorted(vault.names(""))
    assert vault.names("c") == []


def test_frames_are_kept_exactly_and_in_order_for_each_log(vault: Vault) -> None:
    """Frames are what the whole record is re-checked from."""
    many = [bytes([number % 251]) * number for number in range(1, 200)]
    vault.keep_frames(LOG, after=0, frames=many[:3])
    vault.keep_frames(OTHER_LOG, after=0, frames=[b"other"])
    vault.keep_frames(LOG, after=3, frames=many[3:])
    vault.keep_frames(LOG, after=199, frames=[])
    assert vault.frame_count(LOG) == 199
    assert list(vault.frames(LOG)) == many
    assert list(vault.frames(LOG, after=190)) == many[190:]
    assert list(vault.frames(LOG, after=199)) == []
    assert list(vault.frames(OTHER_LOG)) == [b"other"]
    assert vault.frame_count(bytes(range(32))) == 0


@pytest.mark.parametrize("after", [0, 1, 3, 99])
def test_frames_that_do_not_follow_are_refused_and_nothing_is_kept(
    vault: Vault, after: int
) -> None:
    """A gap or an overwritten number would be another history."""
    vault.keep_frames(LOG, after=0, frames=[b"one", b"two"])
    with pytest.raises(FramesOutOfOrder):
        vault.keep_frames(LOG, after=after, frames=[b"new"])
    assert list(vault.frames(LOG)) == [b"one", b"two"]


def test_dropped_frames_are_gone_and_others_follow_in_their_place(vault: Vault) -> None:
    """A history that did not go on must not stand in the way of the one that did."""
    for log_id in (LOG, OTHER_LOG):
        vault.keep_frames(log_id, after=0, frames=[b"one", b"two", b"three"])
    vault.drop_frames(LOG, after=1)
    assert (vault.frame_count(LOG), list(vault.frames(LOG))) == (1, [b"one"])
    vault.keep_frames(LOG, after=1, frames=[b"2"])
    vault.drop_frames(LOG, after=9)
    assert list(vault.frames(LOG)) == [b"one", b"2"]
    assert vault.frame_count(OTHER_LOG) == 3


def test_waiting_acts_come_by_counter_until_they_are_settled(vault: Vault) -> None:
    """Acts are sent in the order they were made, and none is forgotten before it is numbered."""
    for act in (_act(10), _act(2), _act(1, log_id=OTHER_LOG), _act(3)):
        vault.queue(act)
    vault.queue(_act(2, frame=b"sealed again"))
    assert vault.outgoing(LOG) == [_act(2, frame=b"sealed again"), _act(3), _act(10)]
    vault.settle(LOG, 3)
    assert [act.counter for act in vault.outgoing(LOG)] == [2, 10]
    assert vault.outgoing(OTHER_LOG) == [_act(1, log_id=OTHER_LOG)]


@pytest.mark.parametrize(("log_id", "counter"), [(LOG, 1), (OTHER_LOG, 2), (LOG, 0)])
def test_settling_an_act_that_does_not_wait_is_a_fault(
    vault: Vault, log_id: bytes, counter: int
) -> None:
    """Settled twice means that the program has lost count."""
    vault.queue(_act(2))
    with pytest.raises(NoSuchOutgoing):
        vault.settle(log_id, counter)
    assert vault.outgoing(LOG) == [_act(2)]


def test_a_transaction_keeps_all_or_nothing(vault: Vault) -> None:
    """An act and the counter it used must not come apart."""
    with vault.transaction():
        vault.write("counter", b"1")
        vault.queue(_act(1))
        assert vault.read("counter") == b"1"

    def fail_within_a_transaction() -> None:
        with vault.transaction():
            vault.write("counter", b"2")
            vault.queue(_act(2))
            vault.settle(LOG, 1)
            vault.keep_frames(LOG, after=0, frames=[b"one"])
            vault.erase("counter")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_within_a_transaction()
    assert vault.read("counter") == b"1"
    assert vault.outgoing(LOG) == [_act(1)]
    assert vault.frame_count(LOG) == 0


def test_a_refused_call_inside_a_transaction_leaves_the_rest_of_it(vault: Vault) -> None:
    """Whoever catches a refusal inside a transaction decides what becomes of it."""
    with vault.transaction():
        vault.write("kept", b"yes")
        with pytest.raises(FramesOutOfOrder):
            vault.keep_frames(LOG, after=5, frames=[b"x"])
        vault.keep_frames(LOG, after=0, frames=[b"one"])
    assert vault.read("kept") == b"yes"
    assert list(vault.frames(LOG)) == [b"one"]


def test_transactions_do_not_nest_and_the_outer_one_is_undone(vault: Vault) -> None:
    """An inner end must not pass for the outer one's."""

    def nest() -> None:
        with vault.transaction():
            vault.write("outer", b"1")
            with vault.transaction():
                vault.write("inner", b"1")

    with pytest.raises(TransactionNested):
        nest()
    assert vault.read("outer") is None
    with vault.transaction():
        vault.write("after", b"1")
    assert vault.read("after") == b"1"


def test_a_closed_vault_takes_no_calls(vault: Vault) -> None:
    """After closing nothing is read by mistake, and closing again does no harm."""
    vault.close()
    vault.close()
    calls: list[Callable[[], object]] = [
        lambda: vault.read("a"),
        lambda: vault.write("a", b""),
        lambda: vault.erase("a"),
        lambda: vault.names(""),
        lambda: vault.frame_count(LOG),
        lambda: list(vault.frames(LOG)),
        lambda: vault.keep_frames(LOG, after=0, frames=[]),
        lambda: vault.outgoing(LOG),
        lambda: vault.queue(_act(1)),
        lambda: vault.settle(LOG, 1),
        lambda: vault.transaction().__enter__(),
    ]
    for call in calls:
        with pytest.raises(VaultClosed):
            call()


def test_closing_inside_a_transaction_is_refused_as_it_ends(vault: Vault) -> None:
    """What was not committed must not look acknowledged."""

    def close_within_a_transaction() -> None:
        with vault.transaction():
            vault.write("a", b"1")
            vault.close()

    with pytest.raises(VaultClosed):
        close_within_a_transaction()


_NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


@pytest.mark.slow
@given(
    st.dictionaries(_NAMES, st.binary(max_size=8), max_size=8),
    _NAMES,
    st.lists(_NAMES, max_size=3),
)
def test_both_vaults_hold_the_same_under_any_names(
    shared_vault: Vault, contents: dict[str, bytes], prefix: str, erased: list[str]
) -> None:
    """A test that passes on the fake must mean the same on the disk."""
    memory: Vault = MemoryVault()
    for name in shared_vault.names(""):
        shared_vault.erase(name)
    for vault in (memory, shared_vault):
        for name, value in contents.items():
            vault.write(name, value)
        for name in erased:
            vault.erase(name)
    assert shared_vault.names(prefix) == memory.names(prefix)
    for name in contents:
        assert shared_vault.read(name) == memory.read(name)


@pytest.fixture(name="shared_vault", scope="module")
def shared_encrypted_vault(
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[Vault, None, None]:
    """One encrypted vault for all examples."""
    vault = _encrypted(tmp_path_factory.mktemp("shared"))
    yield vault
    vault.close()


def test_a_scrubbed_vault_holds_what_was_left_and_nothing_else(vault: Vault) -> None:
    """What must be destroyed stands in frames, in waiting acts and under any name."""
    vault.keep_frames(LOG, after=0, frames=[b"one", b"two"])
    vault.keep_frames(OTHER_LOG, after=0, frames=[b"three"])
    vault.queue(_act(1))
    vault.write("device", b"secret")
    for _ in ("once", "again, as after a crash"):
        vault.scrub({"hashes/1": b"left"})
        assert vault.names("") == ["hashes/1"]
        assert vault.read("hashes/1") == b"left"
        assert [vault.frame_count(log) for log in (LOG, OTHER_LOG)] == [0, 0]
        assert vault.outgoing(LOG) == []
    vault.keep_frames(LOG, after=0, frames=[b"new"])
