"""Text put where HTML escaping is not enough: JSON islands, style sheets, addresses."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

from markupsafe import Markup

_WEB = re.compile(r"^https?://[^\s\"'<>]+$")


def json_island(value: Any) -> Markup:
    """JSON that cannot end its script element or break a line: ``<``, ``>``, ``&`` and U+2028/9 are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


def css_string(text: str) -> str:
    """A quoted string of a style sheet; all but plain letters, digits and spaces are escaped."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


def web_address(url: str) -> str:
    """The address when it is one of the web, else nothing: no ``javascript:``."""
    return url if _WEB.match(url) else ""


def csp_hash(text: str) -> str:
    """The source expression that lets exactly this inline style or script through."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
