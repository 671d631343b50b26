"""The one guard of outgoing connections: which addresses a bot may connect to.

It judges the address that is about to be connected, never a name or the spelling of an address: ``resolve`` looks a
name up once and gives the addresses to connect to, ``check`` judges one. Every adapter that opens a connection for a
bot uses one of the two, or has the connection made by ``connected``.
"""

from __future__ import annotations

import asyncio
import errno
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from ipaddress import IPv4Network as Network4

from stdlib.ports import KeywordFault

Address = IPv4Address | IPv6Address
Network = Network4 | IPv6Network
Lookup = Callable[[str, int], Awaitable[list[str]]]
"""Gives the addresses of a name, as text, in the order to be tried."""

WEB_PORTS = frozenset({80, 443, 8443})

_INSIDE = tuple(
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/3", "168.63.129.16/32"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)
"""Everything that is not a public host (IANA's special-purpose registries), and the inside address of Azure."""

_UNICAST6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)

_NEVER_BY_NAME = tuple(
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "169.254.0.0/16", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "224.0.0.0/3"),
        *("::/128", "fe80::/10", "fd00:ec2::/32", "ff00::/8"),
    )
)
"""Addresses where clouds keep their secrets, and what is no host: a name that was allowed does not open them."""


async def system_lookup(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def plain(address: Address) -> Address:
    """``address``, or the IPv4 address that it carries inside (mapped, or translated by NAT64)."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: Address) -> bool:
    """True for a unicast address of the public internet that no tunnel leads elsewhere."""
    address = plain(address)
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _UNICAST6 or _is_isatap(address)):
        return False
    return not any(address in network for network in _INSIDE)


def _is_isatap(address: IPv6Address) -> bool:
    return (int(address) >> 32) & 0xFFFFFFFF in _ISATAP


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a list: a network or a name (``*.`` for all names below it), and a port or any."""

    network: Network | None
    name: str
    port: int | None

    def names(self, host: str, port: int) -> bool:
        """True when the entry is a name that means ``host``."""
        if self.network is not None or self.port not in (None, port):
            return False
        return host.endswith(self.name[1:]) if self.name.startswith("*.") else host == self.name

    def covers(self, address: Address, port: int) -> bool:
        """True when the entry is a network with ``address`` in it."""
        return self.network is not None and self.port in (None, port) and address in self.network


def _entry(text: str) -> _Entry:
    """``host``, ``*.domain``, an address or a network, each with ``:port`` or without (IPv6 then in brackets)."""
    text = text.strip().lower().rstrip(".")
    whole = _network(text)
    if whole is not None:
        return _Entry(whole, "", None)
    head, colon, port = text.rpartition(":")
    if not colon:
        return _Entry(_network(text.strip("[]")), text, None)
    if not port.isdecimal():
        if text.startswith("[") and text.endswith("]"):
            return _Entry(_network(text.strip("[]")), text, None)
        raise ValueError(f"{text} is neither a host, an address nor a network")
    return _Entry(_network(head.strip("[]")), head, int(port))


def _network(text: str) -> Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def listed(setting: str) -> list[str]:
    """The entries of a setting such as ``http-allow``, separated by blanks, commas or semicolons."""
    return re.split(r"[\s,;]+", setting.strip()) if setting.strip() else []


class Egress:
    """What one bot may connect to.

    ``allow`` opens hosts and networks that are not public, or other ports: ``intranet.example:8080``, ``10.0.0.0/8``.
    ``only``, when it has entries, closes every other host. ``ports`` are open on public hosts, None for all. ValueError
    for an entry that cannot be read.
    """

    def __init__(
        self,
        allow: Iterable[str] = (),
        only: Iterable[str] = (),
        *,
        ports: frozenset[int] | None = WEB_PORTS,
        lookup: Lookup = system_lookup,
        setting: str = "http-allow",
    ) -> None:
        self._allow = tuple(_entry(text) for text in allow if text.strip())
        self._only = tuple(_entry(text) for text in only if text.strip())
        self._ports = ports
        self._lookup = lookup
        self._setting = setting

    def check(self, host: str, address: str, port: int) -> None:
        """Refuse (GB7201) to connect to ``address``, which was looked up for ``host`` or is its own spelling."""
        if not self._permits(host.lower().rstrip("."), address, port):
            raise self._refused(host, port)

    async def resolve(self, host: str, port: int) -> list[str]:
        """The addresses of ``host`` that may be connected to, at least one; GB7201 else, GB7202 when there is none."""
        try:
            found = await self._lookup(host, port)
        except (OSError, UnicodeError) as error:
            raise KeywordFault("GB7202", f"no address is known for {host}; check its spelling") from error
        name = host.lower().rstrip(".")
        permitted = [address for address in dict.fromkeys(found) if self._permits(name, address, port)]
        if not permitted:
            raise self._refused(host, port)
        return permitted

    def _permits(self, host: str, text: str, port: int) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        inner = plain(address)
        if any(entry.covers(address, port) or entry.covers(inner, port) for entry in self._allow):
            return self._is_listed(host, inner, port)
        if not self._is_listed(host, inner, port):
            return False
        if any(entry.names(host, port) for entry in self._allow):
            return not any(inner in network for network in _NEVER_BY_NAME)
        return (self._ports is None or port in self._ports) and is_public(address)

    def _is_listed(self, host: str, address: Address, port: int) -> bool:
        listed = (entry.names(host, port) or entry.covers(address, port) for entry in self._only)
        return not self._only or any(listed)

    def _refused(self, host: str, port: int) -> KeywordFault:
        where = host if self._ports is not None and port in self._ports else f"{host}:{port}"
        return KeywordFault(
            "GB7201",
            f"this bot may not connect to {where}; only public addresses and those in the setting "
            f"{self._setting} are open",
        )


def guard(
    settings: Mapping[str, str],
    kind: str,
    allow: Iterable[str] = (),
    *,
    trusting: bool = True,
    ports: frozenset[int] | None = None,
) -> Egress:
    """The guard of one kind of connection (``http``, ``conn``, ``email``) of a bot with these settings.

    ``allow`` is the operator's; ``KIND-allow`` of the settings counts only when the operator is ``trusting``.
    """
    own = listed(settings.get(f"{kind}-allow", "")) if trusting else []
    setting = f"{kind}-allow" if trusting else "GBC_ALLOW"
    return Egress([*allow, *own], listed(settings.get(f"{kind}-only", "")), ports=ports, setting=setting)


async def connected(egress: Egress | None, host: str, port: int) -> socket.socket:
    """A socket that is connected to the first address of ``host`` that is permitted and answers."""
    loop, failed = asyncio.get_running_loop(), OSError()
    for address in await addresses(egress, host, port):
        for family, kind, protocol, _, target in await loop.getaddrinfo(address, port, type=socket.SOCK_STREAM):
            connection = socket.socket(family, kind, protocol)
            try:
                connection.setblocking(False)
                await loop.sock_connect(connection, target)
                return connection
            except BaseException as error:
                connection.close()
                if not isinstance(error, OSError):
                    raise
                failed = error
    raise failed


async def addresses(egress: Egress | None, host: str, port: int) -> list[str]:
    """The addresses to connect to for ``host``: those that are permitted, or the name itself without a guard.

    GB7201 when it is refused; OSError when there is none.
    """
    if egress is None:
        return [host]
    try:
        return await egress.resolve(host, port)
    except KeywordFault as fault:
        if fault.code == "GB7202":
            raise OSError(errno.EHOSTUNREACH, fault.message) from fault
        raise
