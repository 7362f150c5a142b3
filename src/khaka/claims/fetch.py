"""A report from an address that the user gives: http and https only, no private addresses, limits of time and size.

Nothing is fetched unless asked. Every hop of a redirect is looked up and checked, and the connection goes to the address
that was checked, so that a name cannot point elsewhere in between.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from khaka.claims.report import LARGEST
from khaka.core.errors import KhakaError
from khaka.core.message import msg

TIMEOUT_SECONDS: Final = 15.0
_WHOLE_SECONDS: Final = 45.0
_HOPS: Final = 4
_PORTS: Final = {"http": 80, "https": 443}
_TYPES: Final = ("text/html", "text/plain", "application/xhtml+xml")

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")

Lookup = Callable[[str, int], list[str]]


def is_address(text: str) -> bool:
    """True for what looks like a web address and not like a file."""
    return "://" in text[:12]


def fetch(url: str, lookup: Lookup | None = None) -> bytes:
    """The bytes of a page.

    Raises
    ------
    KhakaError
        Another scheme, an address inside a private network, no connection, an answer that is no page, too large or too slow.
    """
    end = time.monotonic() + _WHOLE_SECONDS
    for _ in range(_HOPS + 1):
        answer = _get(url, lookup or _looked_up, end)
        if isinstance(answer, bytes):
            return answer
        url = answer
    raise _fault("redirects", url)


def _fault(what: str, url: str, **more: Any) -> KhakaError:
    return KhakaError(msg(f"error.claims.url_{what}", url=url[:200], **more), msg("error.claims.url_hint"))


def checked(url: str, lookup: Lookup) -> tuple[str, str, int, str, str]:
    """Scheme, host, port, path and the network address to connect to."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _fault("malformed", url) from error
    if parts.scheme not in _PORTS:
        raise _fault("scheme", url)
    if not parts.hostname or parts.username or parts.password or any(ord(c) < 33 for c in url):
        raise _fault("malformed", url)
    if port not in (None, 80, 443):
        raise _fault("port", url)
    port = port or _PORTS[parts.scheme]
    addresses = lookup(parts.hostname, port)
    if not addresses:
        raise _fault("unreachable", url)
    for address in addresses:
        if not _is_public(address):
            raise _fault("private", url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, parts.hostname, port, path.encode("ascii", "ignore").decode(), addresses[0]


def _is_public(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address in _NAT64:
        address = ipaddress.ip_address(int(address) & 0xFFFFFFFF)
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is not None and not inner.is_global:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _looked_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise _fault("unreachable", host) from error
    return [str(f[4][0]) for f in found]


def _get(url: str, lookup: Lookup, end: float) -> bytes | str:
    scheme, host, port, path, address = checked(url, lookup)
    try:
        stream = socket.create_connection((address, port), timeout=TIMEOUT_SECONDS)
        if scheme == "https":
            stream = ssl.create_default_context().wrap_socket(stream, server_hostname=host)
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
        connection.sock = stream
        try:
            connection.request(
                "GET", path, headers={"User-Agent": "khaka", "Accept": ", ".join(_TYPES), "Accept-Encoding": "identity"}
            )
            return _answer(connection.getresponse(), url, end)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _fault("unreachable", url) from error


def _answer(response: http.client.HTTPResponse, url: str, end: float) -> bytes | str:
    if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
        return str(urljoin(url, response.headers["Location"]))
    if response.status != 200:
        raise _fault("status", url, status=response.status)
    kind = response.headers.get_content_type()
    if kind not in _TYPES:
        raise _fault("type", url, kind=kind)
    parts, size = [], 0
    while chunk := response.read(65_536):
        size += len(chunk)
        if size > LARGEST:
            raise _fault("large", url, megabytes=LARGEST // 1024**2)
        if time.monotonic() > end:
            raise _fault("slow", url)
        parts.append(chunk)
    return b"".join(parts)
