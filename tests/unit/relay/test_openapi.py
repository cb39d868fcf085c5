"""The published OpenAPI document, and the running relay held to it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis import checks as their_checks
from schemathesis.core.failures import FailureGroup

from tests.sample_frames import digest, entry, letter, opening
from tests.unit.relay.raw_relay import CREATION_TOKEN, OWNER, RawRelay
from wasit.relay.app import RelayApp
from wasit.relay.limits import Limits
from wasit.relay.openapi import openapi
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.wire.blobs import BLOB_SIZE
from wasit.wire.relay_api import RefusalCode

LOG, FULL, EMPTY, LETTERS = digest("log"), digest("full"), digest("empty"), digest("letters")
READER = digest("a reader's token")
EXAMPLES = 40
EVENTS = "GET /v1/logs/{log}/events"
CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


def test_document_is_served_and_is_openapi(relay: RawRelay) -> None:
    """Another team's tools read it from the relay itself."""
    answer = relay.ask("GET", "/openapi.json", token=None)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == openapi()
    assert answer.json()["openapi"] == "3.1.0"
    for schema in answer.json()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_refusal_is_in_the_document() -> None:
    """One that is not described surprises whoever wrote to the document."""
    described = {
        one["properties"]["code"]["const"]
        for path in openapi()["paths"].values()
        for operation in (path[method] for method in path if method != "parameters")
        for answer in operation["responses"].values()
        for content in answer.get("content", {}).values()
        for one in content["schema"].get("oneOf", [])
    }
    assert described == {code.value for code in RefusalCode}


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RawRelay]:
    """A relay with small limits and logs in every state."""
    folder: Path = tmp_path_factory.mktemp("relay")
    limits = Limits(frames=4, appends_per_minute=6, streams=1)
    store = SqliteStore(folder / "relay.db", limits=limits)
    app = RelayApp(store, bytes(32), CREATION_TOKEN, heartbeat_s=0.05, limits=limits)
    with (
        RelayThread(app) as running,
        httpx2.Client(base_url=running.url, trust_env=False, timeout=10) as http,
    ):
        relay = RawRelay(http)
        for log_id in (LOG, FULL, EMPTY, LETTERS):
            relay.make_log(log_id)
        relay.append(LETTERS, letter(LETTERS, "one"))
        for log_id in (LOG, FULL):
            relay.append(log_id, opening(log_id))
        for n in range(3):
            relay.append(FULL, entry(FULL, str(n)))
        reader = hashlib.sha256(READER).hexdigest()
        relay.ask("PUT", f"/v1/logs/{LOG.hex()}/tokens/{reader}", body=b'{"right":"read"}')
        yield relay
    store.close()


SCHEMA: Any = schemathesis.openapi.from_dict(openapi())
OPERATIONS: dict[str, Any] = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}
BLOB = bytes(BLOB_SIZE)
NAMED = hashlib.sha256(BLOB).hexdigest()
TOKENS = st.sampled_from([OWNER.hex(), OWNER.hex(), READER.hex(), CREATION_TOKEN, "no hex", ""])
LOGS = st.sampled_from([LOG, FULL, EMPTY, LETTERS])


def our_checks() -> list[Any]:
    """The checks by which an answer is held to the document."""
    their_checks.load_all_checks()
    registry: Any = vars(their_checks)["CHECKS"]  # partly untyped there
    every: list[Any] = registry.get_all()
    checks = [check for check in every if check.__name__ in CHECKED]
    assert len(checks) == len(CHECKED)
    return checks


@st.composite
def frames(draw: st.DrawFn, log_id: bytes) -> bytes:
    """A body for an append, most of the time a frame."""
    salt, epoch = draw(st.text(max_size=2)), draw(st.integers(0, 3))
    return draw(
        st.sampled_from(
            [
                entry(log_id, salt, epoch=epoch),
                opening(log_id, epoch=epoch, salt=salt),
                letter(log_id, salt),
                entry(log_id, salt)[:-1],
                b"",
            ]
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("label", OPERATIONS)
def test_running_relay_answers_as_its_document_says(
    peopled: RawRelay, label: str, mode: schemathesis.GenerationMode
) -> None:
    """Whatever the document allows, or just does not: no 5xx, and nothing outside the schema."""
    operation = OPERATIONS[label]
    checks = our_checks()
    if mode.is_negative and not (operation.path_parameters or operation.body):
        return

    @settings(
        max_examples=EXAMPLES,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        case: Any = data.draw(operation.as_strategy(mode))
        log_id = data.draw(LOGS)
        if "log" in operation.path and data.draw(st.booleans()):
            case.path_parameters = {**case.path_parameters, "log": log_id.hex()}
        token = data.draw(TOKENS)
        if label == "PUT /v1/logs/{log}" and data.draw(st.booleans()):
            token = CREATION_TOKEN
        if label == EVENTS:
            token = digest("a stranger").hex()  # whoever may read is answered without an end
        if label.startswith("POST") and data.draw(st.booleans()):
            case.body = data.draw(frames(log_id))
            case.media_type = "application/octet-stream"
        if "blobs" in operation.path and data.draw(st.booleans()):
            case.path_parameters = {**case.path_parameters, "hash": NAMED}
            if label.startswith("PUT"):
                case.body = data.draw(st.sampled_from([BLOB, BLOB[:-1], b""]))
                case.media_type = "application/octet-stream"
        headers = {"authorization": f"Bearer {token}"}
        base_url = str(peopled.http.base_url).rstrip("/")
        answer = case.call(base_url=base_url, headers=headers, timeout=10)
        case.validate_response(answer, checks=checks, headers=headers)

    ask()


DONE: list[tuple[str, str, str, dict[str, Any], int]] = [
    ("/v1/relay", "GET", OWNER.hex(), {}, 200),
    ("/v1/logs/{log}", "PUT", CREATION_TOKEN, {"body": {"owner": "ab" * 32}}, 201),
    ("/v1/logs/{log}/frames", "GET", OWNER.hex(), {}, 200),
    ("/v1/logs/{log}/tokens/{hash}", "PUT", OWNER.hex(), {"body": {"right": "read"}}, 204),
    ("/v1/logs/{log}/tokens/{hash}", "DELETE", OWNER.hex(), {}, 204),
    ("/v1/logs/{log}/blobs/{hash}", "PUT", OWNER.hex(), {"body": BLOB}, 201),
    ("/v1/logs/{log}/blobs/{hash}", "GET", OWNER.hex(), {}, 200),
]


@pytest.mark.parametrize(("path", "method", "token", "rest", "status"), DONE)
def test_what_is_done_is_answered_as_the_document_says(
    peopled: RawRelay, path: str, method: str, token: str, rest: dict[str, Any], status: int
) -> None:
    """Refusals are not all that the document must be right about."""
    log_id = digest("made here") if path == "/v1/logs/{log}" else LOG
    if path.endswith("/blobs/{hash}"):
        peopled.ask("PUT", f"/v1/logs/{LOG.hex()}/blobs/{NAMED}", body=BLOB)
    given = {"log": log_id.hex(), "hash": NAMED if "blobs" in path else "cd" * 32}
    parameters = {name: value for name, value in given.items() if f"{{{name}}}" in path}
    if rest:
        of_bytes = isinstance(rest["body"], bytes)
        kind = "application/octet-stream" if of_bytes else "application/json"
        rest = {**rest, "media_type": kind}
    case = SCHEMA[path][method].Case(path_parameters=parameters, **rest)
    headers = {"authorization": f"Bearer {token}"}
    base_url = str(peopled.http.base_url).rstrip("/")
    answer = case.call(base_url=base_url, headers=headers, timeout=10)
    assert answer.status_code == status
    case.validate_response(answer, checks=our_checks(), headers=headers)


@pytest.mark.slow
def test_document_that_says_less_would_be_found_wrong(peopled: RawRelay) -> None:
    """The test above can fail: here is an answer that a poorer document does not have."""
    document = openapi()
    del document["paths"]["/v1/logs/{log}/frames"]["get"]["responses"]["404"]
    schema: Any = schemathesis.openapi.from_dict(document)
    operation = schema["/v1/logs/{log}/frames"]["GET"]
    case = operation.Case(path_parameters={"log": "ab" * 32})
    answer = case.call(base_url=str(peopled.http.base_url).rstrip("/"), timeout=10)
    assert answer.status_code == 404
    with pytest.raises(FailureGroup, match="1 distinct failure") as caught:
        case.validate_response(answer, checks=our_checks())
    assert "Undocumented status code" in str(caught.value.exceptions[0])
