"""Which addresses may be fetched: web addresses whose host lies outside every local network."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlsplit

from deedwatch.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Place", "check_addresses", "closed", "parse_address", "shown"]

_LONGEST = 4_000  # characters of an address
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?\.?$")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}]")
_PORTS = {"http": 80, "https": 443}
_KEPT = "/%:@!$&'()*+,;=~-._?"  # characters of a path and query that stay as they are

_Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
_CLOSED_4: dict[str, str] = {
    "0.0.0.0/8": "unspecified",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "private to a provider",
    "127.0.0.0/8": "loopback",
    "168.63.129.16/32": "a machine's metadata",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "reserved",
    "192.88.99.0/24": "reserved",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "reserved",
    "198.51.100.0/24": "reserved",
    "203.0.113.0/24": "reserved",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_CLOSED_6: dict[str, str] = {
    "::/128": "unspecified",
    "::1/128": "loopback",
    "fc00::/7": "private",
    "fe80::/10": "link-local",
    "fec0::/10": "private",
    "ff00::/8": "multicast",
    "2001::/23": "reserved",
    "2001:db8::/32": "reserved",
    "3fff::/20": "reserved",
}
_OPEN_6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_TABLE: list[tuple[_Network, str]] = [
    (ipaddress.ip_network(network), kind) for network, kind in {**_CLOSED_4, **_CLOSED_6}.items()
]


@dataclass(frozen=True, slots=True)
class Place:
    """A web address in its parts; ``host`` is what is asked for by name, ``path`` has the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """The host as the Host header has it, with a port that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.named}"

    @property
    def url(self) -> str:
        """The address in one piece."""
        return f"{self.origin}{self.path}"


def shown(address: str) -> str:
    """An address as messages show it: short, without control characters, name or password."""
    plain = "".join(char if char.isprintable() else "?" for char in address[:300])
    return re.sub(r"^([a-z+.-]*:?//)[^/?#]*@", r"\1", plain, flags=re.IGNORECASE)[:200]


def parse_address(address: str, *, allow_private: bool = False) -> Place:
    """The parts of a web address, made plain ASCII.

    Raises ``InputError`` for what is no web address, for one with a name and password, and for ports
    other than 80 and 443 where the local network is closed.
    """
    if len(address) > _LONGEST:
        raise _refuse(address, f"has more than {_LONGEST:,} characters", "give a shorter address")
    if _UNSAFE.search(address.strip(" ")):
        raise _refuse(address, "holds characters that no address has", "copy the address anew")
    try:
        parts = urlsplit(address.strip(" "))
        scheme, port = parts.scheme.lower(), parts.port
    except ValueError as error:
        raise _refuse(address, "is no web address", "give it as https://host/path") from error
    if scheme not in _PORTS:
        raise _refuse(address, "is neither http nor https", "give it as https://host/path")
    if parts.username is not None or parts.password is not None:
        raise _refuse(address, "carries a name and password", "give it without them")
    port = _PORTS[scheme] if port is None else port
    if port not in _PORTS.values() and not allow_private:
        raise _refuse(address, f"asks for port {port}", "only 80 and 443 are asked without --allow-private")
    path = quote(parts.path or "/", safe=_KEPT) + (
        f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    )
    return Place(scheme, _host(address, parts.hostname or ""), port, path)


def _host(address: str, host: str) -> str:
    """The host in lower-case ASCII; a name of other letters in the form that name servers know."""
    if ":" in host:
        try:
            ip = ipaddress.IPv6Address(host)
        except ValueError as error:
            raise _refuse(address, "has a host that is no name", "check the address") from error
        if ip.scope_id is not None:
            raise _refuse(address, "names a network card of this machine", "give it without the % part")
        return str(ip)
    try:
        plain = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        plain = ""
    if not _HOST.match(plain):
        raise _refuse(address, "has a host that is no name", "check the address")
    return plain


def closed(address: str) -> str | None:
    """Why an IP address is not for the public ("loopback", "private", ...); None where it is.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, NAT64, ISATAP) is judged by both.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "no address"
    for network, kind in _TABLE:
        if ip.version == network.version and ip in network:
            return kind
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    inner = _carried(ip)
    if inner is not None:
        return closed(str(inner))
    return None if ip in _OPEN_6 else "reserved"


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip in _NAT64:
        return last
    is_isatap = ip in _OPEN_6 and (int(ip) >> 32) & 0xFDFFFFFF == 0x5EFE
    return last if is_isatap else None


def check_addresses(url: str, addresses: Sequence[str]) -> tuple[str, ...]:
    """All addresses that a name has, where every one is public.

    Raises ``InputError`` where one is not: a name that leads to both is a way in.
    """
    if not addresses:
        raise _refuse(url, "has a host without an address", "check the address")
    for address in addresses:
        kind = closed(address)
        if kind is not None:
            fault = f"leads to {shown(address)}, which is {kind}"
            raise _refuse(url, fault, "give --allow-private if you mean this host of your own network")
    return tuple(addresses)


def _refuse(address: str, fault: str, remedy: str) -> InputError:
    return InputError(shown(address), fault, remedy=remedy)
