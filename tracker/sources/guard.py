"""Which machine an address may lead to: public ones only, so that nobody reaches the inside of a network."""

import ipaddress
import socket
from urllib.parse import urlsplit

from tracker.errors import FetchFailed, Refused


def allowed_address(url: str, *, open_loopback: bool = False) -> str:
    """The IP address a request to `url` shall go to; pin it, for a second look-up could answer otherwise.

    Every address of the host must be public (or of this machine, with `open_loopback`: tests and the demo only).
    IPv4 comes first: official sites have dead ends on IPv6. Raises Refused, or FetchFailed when
    the name has no address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"{url}: only http and https addresses are fetched.")
    if parts.username or parts.password:
        raise Refused(f"{parts.hostname}: an address with a user name in it is not fetched.")
    found = _resolve(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    for address in found:
        if not _is_allowed(address, open_loopback):
            raise Refused(f"{url}: {parts.hostname} leads to {address}, which is not a public address.")
    return str(min(found, key=lambda a: a.version))


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine."""
    return ipaddress.ip_address(address).is_loopback


def _resolve(host: str, port: int) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise FetchFailed(f"{host}: no address is known for this name ({fault}).", temporary=True) from fault
    return [ipaddress.ip_address(answer[4][0]) for answer in answers]


def _is_allowed(address: ipaddress.IPv4Address | ipaddress.IPv6Address, open_loopback: bool) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or address  # ::ffff:127.0.0.1 is 127.0.0.1
    if inner.is_loopback:
        return open_loopback
    return bool(inner.is_global and not inner.is_multicast)
