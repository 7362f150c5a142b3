"""Addresses: what may be fetched, without fetching anything."""

import http.client
import io

import pytest

from khaka.claims import fetch
from khaka.core.errors import KhakaError


def public(host: str, port: int) -> list[str]:
    return ["93.184.215.14"]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://example.org/a", "scheme"),
        ("gopher://example.org", "scheme"),
        ("http://", "malformed"),
        ("http://user:word@example.org/", "malformed"),
        ("http://example.org/a b", "malformed"),
        ("http://[::1", "malformed"),
        ("http://example.org:22/", "port"),
        ("http://example.org:99999/", "malformed"),
    ],
)
def test_wrong_addresses(url: str, key: str) -> None:
    with pytest.raises(KhakaError) as caught:
        fetch.checked(url, public)
    assert caught.value.message.key == f"error.claims.url_{key}"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0", "fc00::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "100.64.0.1", "224.0.0.1", "255.255.255.255", "rubbish",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_under_any_name(address: str) -> None:
    with pytest.raises(KhakaError) as caught:
        fetch.checked("http://news.example/a", lambda host, port: ["93.184.215.14", address])
    assert caught.value.message.key == "error.claims.url_private"


def test_a_public_address_is_what_is_connected_to() -> None:
    assert fetch.checked("https://news.example/a?b=1", public) == (
        "https",
        "news.example",
        443,
        "/a?b=1",
        "93.184.215.14",
    )


def test_no_network_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> None:
        raise OSError("network is unreachable")

    monkeypatch.setattr(fetch.socket, "create_connection", down)
    with pytest.raises(KhakaError) as caught:
        fetch.fetch("http://news.example/a", public)
    assert caught.value.message.key == "error.claims.url_unreachable"
    assert caught.value.hint is not None


class Answered(http.client.HTTPResponse):
    """An answer without a socket."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.status = status
        self.headers = http.client.HTTPMessage()
        for name, value in headers.items():
            self.headers[name] = value
        self.stream = io.BytesIO(body)

    def read(self, amt: int | None = None) -> bytes:
        return self.stream.read(amt)


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (Answered(404, {}), "status"),
        (Answered(200, {"Content-Type": "application/zip"}), "type"),
        (Answered(200, {"Content-Type": "text/html"}, b"x" * (fetch.LARGEST + 1)), "large"),
    ],
)
def test_wrong_answers(answer: Answered, key: str) -> None:
    with pytest.raises(KhakaError) as caught:
        fetch._answer(answer, "http://news.example/a", end=float("inf"))
    assert caught.value.message.key == f"error.claims.url_{key}"


def test_a_redirect_is_checked_like_the_first_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_get", lambda url, lookup, end: "http://news.example/again")
    with pytest.raises(KhakaError) as caught:
        fetch.fetch("http://news.example/a", public)
    assert caught.value.message.key == "error.claims.url_redirects"
    assert fetch._answer(Answered(302, {"Location": "/b"}), "http://news.example/a", 0) == "http://news.example/b"
