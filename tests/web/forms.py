"""Posting a verb's form as a browser does: open it, fill it, send every field that it has."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._inside = self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "form":
            self._inside = a.get("action", "")
        if not self._inside.startswith("/do/"):
            return
        name, kind = a.get("name", ""), a.get("type", "text")
        if tag == "input" and name and kind != "file" and (kind not in ("radio", "checkbox") or "checked" in a):
            self.data.setdefault(name, []).append(a.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self.data.setdefault(name, []).append("")
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in a:
            self.data[self._select] = [a.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.data[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "form":
            self._inside = ""


def fields(page: str) -> dict[str, list[str]]:
    """Every field of the page's verb form with what it holds."""
    parser = _Fields()
    parser.feed(page)
    return parser.data


def post(
    browser: Client, verb: str, kind: str, key: str, data: dict[str, Any] | None = None, *, query: str = "",
    files: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """Open the form, change some fields, send it."""
    path = f"/do/{verb}/{kind}/{key}/"
    opened = browser.get(path + query)
    held: dict[str, Any] = fields(opened.content.decode()) if opened.status_code == 200 else {}
    return browser.post(path, held | (data or {}) | (files or {}))  # type: ignore[return-value]
