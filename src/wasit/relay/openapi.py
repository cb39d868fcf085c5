"""The relay's OpenAPI 3.1 document, made from the types and refusals of ``wire.relay_api``.

It says the same as the table there, for programs: nothing is described here that the types or the
refusal codes do not already say, but which refusal each path may give.
"""

from typing import Any

import msgspec

from wasit.wire.blobs import BLOB_SIZE
from wasit.wire.frames import FRAME_LIMIT
from wasit.wire.relay_api import (
    RETRY_AFTER_LIMIT_S,
    NewLog,
    Numbered,
    Refusal,
    RefusalCode,
    RelayFacts,
    TokenRight,
)

__all__ = ["openapi"]

_TYPES = (RelayFacts, NewLog, TokenRight, Numbered, Refusal)
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_AFTER_LIMIT = 2**53 - 1

_EVERYWHERE = (
    RefusalCode.RELAY_BUSY,
    RefusalCode.NO_SUCH_PATH,
    RefusalCode.METHOD_NOT_TAKEN,  # a parameter that holds a slash names another path
)
_OF_A_LOG = (*_EVERYWHERE, RefusalCode.NO_SUCH_LOG)
_OF_A_BODY = (RefusalCode.BAD_REQUEST, RefusalCode.SENDER_TOO_SLOW, RefusalCode.RELAY_FULL)


def openapi() -> dict[str, Any]:
    """The document, as plain JSON values."""
    _, schemas = msgspec.json.schema_components(_TYPES, ref_template="#/components/schemas/{name}")
    log = "/v1/logs/{log}"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "A Wasit relay",
            "version": "1",
            "description": "Numbers and keeps sealed frames that it cannot read.",
        },
        "paths": {
            "/v1/relay": {"get": _operation("facts", answers=_json("RelayFacts"), scheme=None)},
            log: {
                "parameters": [_path_parameter("log")],
                "put": _operation(
                    "makeLog",
                    answers=_empty(201),
                    body="NewLog",
                    scheme="creation",
                    refusals=(
                        *_OF_A_BODY,
                        RefusalCode.NO_SUCH_LOG,
                        RefusalCode.CREATION_REFUSED,
                        RefusalCode.LOG_EXISTS,
                    ),
                ),
            },
            f"{log}/frames": {
                "parameters": [_path_parameter("log")],
                "post": _operation(
                    "append",
                    answers=_json("Numbered", status=201),
                    body=_FRAME,
                    refusals=(
                        *_OF_A_LOG,
                        *_OF_A_BODY,
                        RefusalCode.MALFORMED_FRAME,
                        RefusalCode.FRAME_TOO_LARGE,
                        RefusalCode.EPOCH_NOT_CURRENT,
                        RefusalCode.HEAD_MOVED,
                        RefusalCode.WRONG_KIND_OF_LOG,
                        RefusalCode.LOG_FULL,
                        RefusalCode.TOO_MANY_APPENDS,
                    ),
                ),
                "get": _operation(
                    "read",
                    answers=_content(_OCTETS, {}),
                    after=True,
                    refusals=(*_OF_A_LOG, RefusalCode.BAD_REQUEST),
                ),
            },
            f"{log}/events": {
                "parameters": [_path_parameter("log")],
                "get": _operation(
                    "events",
                    answers=_content("text/event-stream", {"type": "string"}),
                    after=True,
                    refusals=(*_OF_A_LOG, RefusalCode.BAD_REQUEST, RefusalCode.TOO_MANY_STREAMS),
                ),
            },
            f"{log}/tokens/{{hash}}": {
                "parameters": [_path_parameter("log"), _path_parameter("hash")],
                "put": _operation(
                    "giveRight",
                    answers=_empty(204),
                    body="TokenRight",
                    refusals=(*_OF_A_LOG, *_OF_A_BODY, RefusalCode.LAST_OWNER),
                ),
                "delete": _operation(
                    "takeRight",
                    answers=_empty(204),
                    refusals=(*_OF_A_LOG, *_OF_A_BODY, RefusalCode.LAST_OWNER),
                ),
            },
            f"{log}/blobs/{{hash}}": {
                "parameters": [_path_parameter("log"), _path_parameter("hash")],
                "put": _operation(
                    "keepBlob",
                    answers=_empty(201),
                    body=_BLOB,
                    refusals=(
                        *_OF_A_LOG,
                        *_OF_A_BODY,
                        RefusalCode.MALFORMED_BLOB,
                        RefusalCode.WRONG_KIND_OF_LOG,
                        RefusalCode.BLOBS_FULL,
                        RefusalCode.TOO_MANY_BLOBS,
                    ),
                ),
                "get": _operation(
                    "blob",
                    answers=_content(_OCTETS, {}),
                    refusals=(*_OF_A_LOG, RefusalCode.BAD_REQUEST, RefusalCode.NO_SUCH_BLOB),
                ),
            },
        },
        "components": {
            "schemas": {**schemas, "NewLog": _with_digest(schemas["NewLog"])},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A seat's own token."},
                "creation": {"type": "http", "scheme": "bearer", "description": "The operator's."},
            },
        },
    }


_OCTETS = "application/octet-stream"
_FRAME = {"description": f"One frame, at most {FRAME_LIMIT} bytes."}
_BLOB = {"description": f"One blob, exactly {BLOB_SIZE} bytes."}


def _operation(
    name: str,
    *,
    answers: dict[str, Any],
    scheme: str | None = "token",
    after: bool = False,
    body: str | dict[str, str] | None = None,
    refusals: tuple[RefusalCode, ...] = _EVERYWHERE,
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": name,
        "security": [{scheme: []}] if scheme is not None else [],
        "responses": {**answers, **_refused((*refusals, *_EVERYWHERE))},
    }
    if after:
        schema = {"type": "integer", "minimum": 0, "maximum": _AFTER_LIMIT, "default": 0}
        operation["parameters"] = [{"name": "after", "in": "query", "schema": schema}]
    if isinstance(body, dict):
        operation["requestBody"] = {"required": True, "content": {_OCTETS: {"schema": body}}}
    elif body is not None:
        content = {"application/json": {"schema": _ref(body)}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _refused(codes: tuple[RefusalCode, ...]) -> dict[str, Any]:
    """One answer for each status of these refusals, with exactly their codes and sentences."""
    answers: dict[str, Any] = {}
    for status in sorted({code.status for code in codes}):
        those = sorted({code for code in codes if code.status == status})
        schema = {
            "allOf": [_ref("Refusal")],
            "oneOf": [
                {
                    "properties": {
                        "code": {"const": code.value},
                        "message": {"const": code.message},
                    }
                }
                for code in those
            ],
        }
        answer: dict[str, Any] = {
            "description": "; ".join(code.message for code in those),
            "content": {"application/json": {"schema": schema}},
        }
        if any(_may_wait(code) for code in those):
            seconds = {"type": "integer", "minimum": 1, "maximum": RETRY_AFTER_LIMIT_S}
            answer["headers"] = {"Retry-After": {"schema": seconds}}
        answers[str(status)] = answer
    return answers


def _may_wait(code: RefusalCode) -> bool:
    paced = {RefusalCode.TOO_MANY_APPENDS, RefusalCode.TOO_MANY_BLOBS}
    return code.retry_after_s is not None or code in paced


def _json(name: str, *, status: int = 200) -> dict[str, Any]:
    return _content("application/json", _ref(name), status=status)


def _content(kind: str, schema: dict[str, Any], *, status: int = 200) -> dict[str, Any]:
    return {str(status): {"description": "Done.", "content": {kind: {"schema": schema}}}}


def _empty(status: int) -> dict[str, Any]:
    return {str(status): {"description": "Done."}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _path_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _DIGEST}


def _with_digest(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of ``NewLog``; its type says text, and the relay takes 64 hex digits."""
    return {**schema, "properties": {**schema["properties"], "owner": _DIGEST}}
