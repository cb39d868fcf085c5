"""Whatever a relay answers, the client gives a value of the contract or a named error."""

from collections.abc import Callable

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sample_frames import digest, entry
from wasit.adapters.relay_client import RelayClient
from wasit.errors import WasitError
from wasit.seat.ports import Page
from wasit.wire.frames import FRAME_LIMIT
from wasit.wire.relay_api import RefusalCode, RelayFacts, Right, encode_page

LOG, TOKEN = digest("log"), digest("token")

CALLS: list[tuple[Callable[[RelayClient], object], Callable[[object], bool]]] = [
    (lambda link: link.facts(), lambda given: isinstance(given, RelayFacts)),
    (
        lambda link: link.append(LOG, entry(LOG, "one"), token=TOKEN),
        lambda given: isinstance(given, int) and given > 0,
    ),
    (
        lambda link: link.read(LOG, after=0, token=TOKEN),
        lambda given: isinstance(given, Page) and all(len(f) <= FRAME_LIMIT for f in given.frames),
    ),
    (
        lambda link: link.wait(LOG, after=4, token=TOKEN, timeout_s=0.01),
        lambda given: given is None or (isinstance(given, int) and given > 4),
    ),
    (
        lambda link: link.grant(LOG, token=TOKEN, to_hash=bytes(32), right=Right.READ),
        lambda given: given is None,
    ),
]


def refusal_like(code: str, more: str) -> bytes:
    return f'{{"code":"{code}","message":"x"{more}}}'.encode()


NEAR_MISSES = st.one_of(
    st.integers(-3, 2**70).map(lambda n: b'{"number":%d}' % n),
    st.integers(-3, 2**70).map(lambda n: b"data: %d\n\n" % n),
    st.builds(
        refusal_like,
        st.sampled_from([*RefusalCode, "other"]),
        st.sampled_from(["", ',"more":1', ","]),
    ),
    st.lists(st.binary(max_size=40), min_size=1, max_size=4).map(
        lambda parts: encode_page(parts[0], parts[1:])
    ),
    st.binary(max_size=200),
)


@pytest.mark.slow
@settings(max_examples=200)
@given(
    call=st.sampled_from(CALLS),
    status=st.sampled_from([200, 201, 204, 206, 301, 304, 400, 404, 409, 413, 500, 503, 507, 599]),
    body=NEAR_MISSES,
    cut=st.integers(0, 3),
)
def test_any_answer_ends_in_a_value_or_a_named_error(
    call: tuple[Callable[[RelayClient], object], Callable[[object], bool]],
    status: int,
    body: bytes,
    cut: int,
) -> None:
    """A hostile relay must not be able to crash a seat or slip it a value out of range."""
    ask, is_fine = call
    answer = body[: len(body) - cut] if cut else body
    with RelayClient("http://127.0.0.1:9") as link:
        link._http = httpx2.Client(  # pyright: ignore[reportPrivateUsage]
            base_url="http://relay.invalid",
            transport=httpx2.MockTransport(lambda _: httpx2.Response(status, content=answer)),
        )
        try:
            value = ask(link)
        except WasitError:
            return
        assert is_fine(value)
