"""Any sequence of calls, transactions given up and vaults reopened: disk and memory agree."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasit.adapters.vault import EncryptedVault
from wasit.crypto.vault_keys import PassphraseCost
from wasit.seat.ports import FramesOutOfOrder, NoSuchOutgoing, Outgoing, Vault
from wasit.testing.memory_vault import MemoryVault
from wasit.testing.randomness import SeededRandomness

PASSPHRASE = "a quiet room"
LOGS = [bytes(32), bytes([1]) * 32]


class GivenUp(Exception):
    """A transaction that its caller gave up."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a vault, by what it does."""

    what: str
    log_id: bytes
    number: int
    value: bytes

    def make(self, vault: Vault) -> object:
        """The call's result, or the name of what it raised."""
        try:
            return self._make(vault)
        except (FramesOutOfOrder, NoSuchOutgoing) as error:
            return type(error).__name__

    def _make(self, vault: Vault) -> object:
        match self.what:
            case "write":
                return vault.write(f"name/{self.number}", self.value)
            case "erase":
                return vault.erase(f"name/{self.number}")
            case "queue":
                return vault.queue(
                    Outgoing(
                        log_id=self.log_id,
                        counter=self.number,
                        at="t",
                        body=b"{}",
                        frame=self.value,
                    )
                )
            case "settle":
                return vault.settle(self.log_id, self.number)
            case "keep":
                return vault.keep_frames(
                    self.log_id, after=self.number, frames=[self.value, b"", self.value]
                )
            case _:
                after = vault.frame_count(self.log_id)
                return vault.keep_frames(self.log_id, after=after, frames=[self.value])


_CALLS = st.builds(
    Call,
    what=st.sampled_from(["write", "erase", "queue", "settle", "keep", "keep next"]),
    log_id=st.sampled_from(LOGS),
    number=st.integers(0, 3),
    value=st.binary(max_size=30),
)
_STEPS = st.one_of(
    st.tuples(st.just("alone"), st.lists(_CALLS, min_size=1, max_size=3)),
    st.tuples(st.just("together"), st.lists(_CALLS, max_size=5)),
    st.tuples(st.just("given up"), st.lists(_CALLS, max_size=5)),
    st.tuples(st.just("reopen"), st.just(list[Call]())),
)


def everything_in(vault: Vault) -> object:
    """All that a vault shows."""
    return (
        {name: vault.read(name) for name in vault.names("")},
        {log: list(vault.frames(log)) for log in LOGS},
        {log: vault.outgoing(log) for log in LOGS},
    )


def take(vault: Vault, how: str, calls: list[Call]) -> list[object]:
    """The results of one step."""
    if how == "alone":
        return [call.make(vault) for call in calls]
    results: list[object] = []
    with contextlib.suppress(GivenUp), vault.transaction():
        results += [call.make(vault) for call in calls]
        if how == "given up":
            raise GivenUp
    return results


@pytest.fixture(name="template", scope="module")
def template_of_a_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty vault's files, to copy."""
    folder = tmp_path_factory.mktemp("template")
    EncryptedVault.create(
        folder / "a.vault",
        passphrase=PASSPHRASE,
        randomness=SeededRandomness("properties"),
        cost=PassphraseCost(iterations=1, lanes=1, memory_kib=128),
    ).close()
    return folder


@pytest.mark.slow
@settings(max_examples=60)
@given(steps=st.lists(_STEPS, max_size=8))
def test_disk_and_memory_agree_after_any_sequence(
    template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, list[Call]]]
) -> None:
    """A scenario that passes with the fake must mean the same with a real vault."""
    path = tmp_path_factory.mktemp("run") / "a.vault"
    for file in template.iterdir():
        (path.parent / file.name).write_bytes(file.read_bytes())
    memory = MemoryVault()
    disk = EncryptedVault.open(path, passphrase=PASSPHRASE)
    for how, calls in steps:
        if how == "reopen":
            disk.close()
            disk = EncryptedVault.open(path, passphrase=PASSPHRASE)
        else:
            assert take(disk, how, calls) == take(memory, how, calls)
        assert everything_in(disk) == everything_in(memory)
    disk.close()
