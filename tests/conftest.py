"""Rules for every test: no socket leaves this machine."""

import socket

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("wasit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("wasit")

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """Refuse any connection that is not to this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int] | str) -> None:
        if isinstance(address, tuple) and address[0] not in _LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
