"""A relay spoken to in plain HTTP, so that tests see its very bytes."""

import hashlib
from dataclasses import dataclass

import httpx2

from tests.sample_frames import digest

CREATION_TOKEN = "the operator's"
OWNER = digest("the owner's token")


@dataclass(frozen=True)
class RawRelay:
    """Sends what it is told, and gives back whole answers."""

    http: httpx2.Client

    def make_log(self, log_id: bytes, *, owner: bytes = OWNER) -> httpx2.Response:
        """Ask for a log as an operator's desk would."""
        return self.http.put(
            f"/v1/logs/{log_id.hex()}",
            json={"owner": hashlib.sha256(owner).hexdigest()},
            headers={"authorization": f"Bearer {CREATION_TOKEN}"},
        )

    def ask(
        self,
        method: str,
        path: str,
        *,
        token: bytes | str | None = OWNER,
        body: bytes | None = None,
    ) -> httpx2.Response:
        """One request; a token given as text is sent as it is."""
        headers: dict[str, str] = {}
        if token is not None:
            text = token if isinstance(token, str) else token.hex()
            headers["authorization"] = f"Bearer {text}"
        return self.http.request(method, path, content=body, headers=headers)

    def append(self, log_id: bytes, frame: bytes, *, token: bytes = OWNER) -> httpx2.Response:
        """Send one frame."""
        return self.ask("POST", f"/v1/logs/{log_id.hex()}/frames", token=token, body=frame)


def everything(answer: httpx2.Response) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """All that an answer shows: status, headers in order, body."""
    return answer.status_code, answer.headers.raw, answer.content
