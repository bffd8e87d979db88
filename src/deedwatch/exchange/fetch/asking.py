"""One request over a connection to an address that was checked, within its limits of time and size."""

from __future__ import annotations

import http.client
import io
import ssl
import zlib
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, cast

from deedwatch.errors import InputError
from deedwatch.exchange.fetch.addresses import shown

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

    from deedwatch.exchange.fetch.addresses import Place
    from deedwatch.exchange.fetch.allowance import Allowance, Means

__all__ = ["Answer", "ask"]

_PIECE = 65_536  # bytes
_LATER = "try again later"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: its status, the headers by their lower-case names, the unpacked body."""

    place: Place
    status: int
    headers: Mapping[str, str]
    body: bytes


class _Line(io.RawIOBase):
    """A connection, read and written within the time that is left; it stands in for the socket."""

    def __init__(self, line: socket.socket, means: Means, allowance: Allowance, until: float) -> None:
        self.line, self.means, self.allowance, self.until = line, means, allowance, until

    def _left(self) -> None:
        left = self.until - self.means.clock()
        if left <= 0:
            raise TimeoutError("took too long in all")
        self.line.settimeout(min(left, self.allowance.read))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._left()
        return self.line.recv_into(buffer)

    def sendall(self, data: bytes) -> None:
        """Write all, as a socket does."""
        self._left()
        self.line.sendall(data)

    def makefile(self, mode: str) -> IO[bytes]:
        """The reader that the response is read from."""
        del mode
        return io.BufferedReader(self)

    def close(self) -> None:
        """Nothing: who opened the connection closes it."""


def ask(
    place: Place,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    *,
    means: Means,
    allowance: Allowance,
    seconds: float,
) -> Answer:
    """The answer to a GET, asked at one of the addresses and for the host's name.

    Raises ``InputError`` where there is none, or none within its allowance.
    """
    until = means.clock() + seconds
    try:
        line = _connect(place, addresses, means, allowance, until)
        try:
            return _talk(place, _Line(line, means, allowance, until), headers, allowance)
        finally:
            line.close()
    except TimeoutError as error:
        raise _refuse(place, "took too long to answer", _LATER) from error
    except ssl.SSLCertVerificationError as error:
        fault = f"has a certificate that does not hold ({shown(error.verify_message)})"
        raise _refuse(place, fault, "check the address") from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        fault = f"gave no answer that can be read ({type(error).__name__})"
        raise _refuse(place, fault, _LATER) from error


def _connect(
    place: Place, addresses: Sequence[str], means: Means, allowance: Allowance, until: float
) -> socket.socket:
    """A connection to the first address that takes one, secured for the host's name."""
    failed: OSError = ConnectionError("no address")
    for address in addresses:
        left = min(allowance.connect, until - means.clock())
        if left <= 0:
            raise TimeoutError
        try:
            line = means.dial(address, place.port, left)
        except OSError as error:
            failed = error
            continue
        return line if place.scheme == "http" else _secured(place, line)
    raise failed


def _secured(place: Place, line: socket.socket) -> socket.socket:
    with ExitStack() as on_failure:
        on_failure.callback(line.close)
        secured = ssl.create_default_context().wrap_socket(line, server_hostname=place.host.rstrip("."))
        on_failure.pop_all()
    return secured


def _talk(place: Place, line: _Line, headers: Mapping[str, str], allowance: Allowance) -> Answer:
    connection = http.client.HTTPConnection(place.host, place.port)
    connection.sock = cast("socket.socket", line)
    connection.auto_open = 0  # it must never look the name up by itself
    connection.putrequest("GET", place.path, skip_host=True, skip_accept_encoding=True)
    plain = {"Host": place.named, "Accept-Encoding": "gzip", "Connection": "close"}
    for name, value in {**plain, **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    told = {name.lower(): value for name, value in response.getheaders()}
    body = _body(place, response, allowance.largest) if response.status == 200 else b""
    return Answer(place, response.status, told, body)


def _body(place: Place, response: http.client.HTTPResponse, largest: int) -> bytes:
    """The unpacked body; more than ``largest`` bytes are neither taken nor unpacked."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise _refuse(place, f"is packed in a way that is not read ({shown(coding)})", _LATER)
    too_large = _refuse(place, f"has more than {largest:,} bytes", "save the page by hand if you need it")
    if (response.length or 0) > largest:
        raise too_large
    unpacker = None if coding == "identity" else _Unpacker()
    held, taken = io.BytesIO(), 0
    while piece := response.read(_PIECE):
        taken += len(piece)
        held.write(unpacker.unpack(piece, largest + 1 - held.tell()) if unpacker else piece)
        if held.tell() > largest or taken > largest:
            raise too_large
    if response.length or (unpacker and not unpacker.whole):
        raise _refuse(place, "was cut off", _LATER)
    return held.getvalue()


class _Unpacker:
    """gzip (also several streams in a row) and zlib, never more than is asked for."""

    def __init__(self) -> None:
        self.inner = zlib.decompressobj(wbits=47)
        self.whole = False

    def unpack(self, packed: bytes, most: int) -> bytes:
        held = io.BytesIO()
        while packed and held.tell() < most:
            if self.inner.eof:
                self.inner = zlib.decompressobj(wbits=47)
            held.write(self.inner.decompress(packed, most - held.tell()))
            packed = self.inner.unused_data if self.inner.eof else self.inner.unconsumed_tail
        self.whole = self.inner.eof
        return held.getvalue()


def _refuse(place: Place, fault: str, remedy: str) -> InputError:
    return InputError(shown(place.url), fault, remedy=remedy)
