"""Which machine an address may lead to: public ones only, so that nobody reaches the inside of a network."""

import ipaddress
import socket
from urllib.parse import urlsplit

from tracker.errors import FetchFailed, Refused

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# All of IPv6 that leads to anybody (IANA, IPv6 address space); what lies outside holds old ways to name IPv4 addresses
# (`::127.0.0.1`, `::ffff:0:127.0.0.1`, RFC 4291 and 2765), local networks and tests. Python calls much of it global.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
# A network without IPv4 reaches it through these, by a translator (RFC 6052): what counts is whom it reaches.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
# 6to4 leads to the IPv4 address within, its relays to anywhere (both given up, RFC 7526); protocols' own (RFC 6890).
_NOT_PUBLIC = tuple(map(ipaddress.ip_network, ("2002::/16", "192.88.99.0/24", "192.0.0.0/24")))


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


def _resolve(host: str, port: int) -> list[_Address]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise FetchFailed(f"{host}: no address is known for this name ({fault}).", temporary=True) from fault
    return [ipaddress.ip_address(answer[4][0]) for answer in answers]


def _is_allowed(address: _Address, open_loopback: bool) -> bool:
    inner = _inner(address)
    if inner.is_loopback:
        return open_loopback
    elsewhere = any(inner in network for network in _NOT_PUBLIC) or inner.is_multicast
    given_out = inner.version == 4 or inner in _GIVEN_OUT
    return bool(inner.is_global and given_out and not elsewhere)


def _inner(address: _Address) -> _Address:
    """Where a request really goes: an IPv4 address in the dress of IPv6 (::ffff:127.0.0.1) is that address."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
