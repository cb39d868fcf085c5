"""Plain HTTP is for this machine only, unless the person who starts a program says otherwise."""

import ipaddress

from wasit.errors import Refused

__all__ = ["PlainHttpRefused", "is_loopback", "refuse_plain_http"]


class PlainHttpRefused(Refused):
    """Plain HTTP would leave this machine, where anyone on the way reads tokens. Not started."""

    code = "plain-http-refused"
    advice = "Put HTTPS in front, or say --plain-http if the network between is trusted."


def is_loopback(host: str) -> bool:
    """Whether that host name or address can only be this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_plain_http(host: str, *, allowed: bool) -> None:
    """Return when plain HTTP to or at that host was allowed or stays on this machine.

    Raises:
        PlainHttpRefused: it would leave this machine.
    """
    if not allowed and not is_loopback(host):
        raise PlainHttpRefused(
            f"plain HTTP at {host!r} would leave this machine; HTTPS was expected;"
            " no connection was made"
        )
