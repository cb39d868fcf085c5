"""Rights of tokens: who gives and takes them, and what the relay says and keeps of it."""

import hashlib
import itertools
from pathlib import Path

import pytest

from tests.sample_frames import digest, entry, opening
from tests.unit.relay.raw_relay import OWNER, RawRelay, everything
from wasit.relay.sqlite_store import SqliteStore
from wasit.relay.store import GiveRight, MakeLog, TakeRight
from wasit.wire.relay_api import Right

LOG, OTHER = digest("log"), digest("other log")
SOMEONE, SECOND = digest("someone's token"), digest("a second owner's token")


def tokens_of(log_id: bytes, token: bytes) -> str:
    return f"/v1/logs/{log_id.hex()}/tokens/{hashlib.sha256(token).hexdigest()}"


def give(relay: RawRelay, token: bytes, right: str, *, by: bytes = OWNER) -> int:
    body = b'{"right":"%s"}' % right.encode()
    return relay.ask("PUT", tokens_of(LOG, token), token=by, body=body).status_code


def take(relay: RawRelay, token: bytes, *, by: bytes = OWNER) -> int:
    return relay.ask("DELETE", tokens_of(LOG, token), token=by).status_code


def can(relay: RawRelay, token: bytes) -> set[str]:
    """What a token can do, tried one after another."""
    done: set[str] = set()
    path = f"/v1/logs/{LOG.hex()}"
    if relay.ask("GET", f"{path}/frames", token=token).status_code == 200:
        done.add("read")
    salt = f"{token.hex()} {next(_SALTS)}"
    if relay.append(LOG, entry(LOG, salt), token=token).status_code == 201:
        done.add("append")
    if relay.ask("DELETE", tokens_of(LOG, digest("nobody")), token=token).status_code == 204:
        done.add("own")
    return done


_SALTS = itertools.count()
INCLUDES = {
    "own": {"own", "append", "read"},
    "append": {"append", "read"},
    "read": {"read"},
}


@pytest.fixture
def relay_with_log(relay: RawRelay) -> RawRelay:
    """Two logs of one owner, each with its opening."""
    for log_id in (LOG, OTHER):
        relay.make_log(log_id)
        relay.append(log_id, opening(log_id))
    return relay


@pytest.mark.parametrize(("first", "then"), list(itertools.product(Right, Right)))
def test_a_right_given_replaces_the_one_before(
    relay_with_log: RawRelay, first: Right, then: Right
) -> None:
    """Somebody who becomes an adviser must not keep what the head of the side could do."""
    assert give(relay_with_log, SOMEONE, first) == 204
    assert can(relay_with_log, SOMEONE) == INCLUDES[first]
    assert give(relay_with_log, SOMEONE, then) == 204
    assert can(relay_with_log, SOMEONE) == INCLUDES[then]
    assert take(relay_with_log, SOMEONE) == 204
    assert can(relay_with_log, SOMEONE) == set()


@pytest.mark.parametrize("held", ["append", "read"])
@pytest.mark.parametrize("to", [SOMEONE, SECOND], ids=["itself", "another"])
def test_who_does_not_own_gives_and_takes_nothing(
    relay_with_log: RawRelay, held: str, to: bytes
) -> None:
    """A seat in a room cannot let anybody in, raise itself, or put the desk out."""
    give(relay_with_log, SOMEONE, held)
    assert give(relay_with_log, to, "own", by=SOMEONE) == 404
    assert take(relay_with_log, OWNER, by=SOMEONE) == 404
    assert can(relay_with_log, SOMEONE) == INCLUDES[held]
    assert can(relay_with_log, OWNER) == INCLUDES["own"]


def test_a_right_is_of_one_log(relay_with_log: RawRelay) -> None:
    """A token that leads into one room leads into no other."""
    give(relay_with_log, SOMEONE, "own")
    path = f"/v1/logs/{OTHER.hex()}/frames"
    refused = relay_with_log.ask("GET", path, token=SOMEONE)
    nowhere = relay_with_log.ask("GET", f"/v1/logs/{digest('x').hex()}/frames", token=SOMEONE)
    assert everything(refused) == everything(nowhere)


def test_an_owner_hands_over_and_is_put_out_by_the_next(relay_with_log: RawRelay) -> None:
    """A desk person who leaves loses the log, and the log is never without an owner."""
    assert give(relay_with_log, SECOND, "own") == 204
    assert take(relay_with_log, OWNER, by=SECOND) == 204
    assert can(relay_with_log, OWNER) == set()
    assert give(relay_with_log, OWNER, "own", by=OWNER) == 404
    assert take(relay_with_log, SECOND, by=SECOND) == 409
    assert give(relay_with_log, SECOND, "read", by=SECOND) == 409
    assert can(relay_with_log, SECOND) == INCLUDES["own"]


def test_taking_what_nobody_holds_says_nothing(relay_with_log: RawRelay) -> None:
    """An owner who asks learns by the answer only that the token has no right now."""
    give(relay_with_log, SOMEONE, "read")
    answers = [
        everything(relay_with_log.ask("DELETE", tokens_of(LOG, token)))
        for token in (SOMEONE, SOMEONE, digest("never seen"))
    ]
    assert answers[0] == answers[1] == answers[2]


def test_rights_outlive_a_restart_and_so_does_their_end(tmp_path: Path) -> None:
    """Who was put out must not come back in with the power."""
    path = tmp_path / "relay.db"
    owner, someone, second = (hashlib.sha256(t).digest() for t in (OWNER, SOMEONE, SECOND))
    store = SqliteStore(path)
    store.apply(
        [
            MakeLog(LOG, owner),
            GiveRight(LOG, owner, to_hash=someone, right=Right.READ),
            GiveRight(LOG, owner, to_hash=second, right=Right.READ),
            TakeRight(LOG, owner, from_hash=someone),
        ]
    )
    store.close()
    store = SqliteStore(path)
    held = [store.newest(LOG, token_hash=token) for token in (owner, someone, second)]
    store.close()
    assert held == [0, None, 0]
