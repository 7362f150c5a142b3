"""States below the national unit, each with a committee of its own, for tests of briefs."""

from typing import Any

from khaka.desk.upkeep import after
from khaka.store.models import Account
from tests.workspace import Committee

STATES = {"UP": ("Uttar Pradesh", "उत्तर प्रदेश"), "BR": ("Bihar", "बिहार"), "TN": ("Tamil Nadu", "तमिलनाडु")}


def state(c: Committee, code: str) -> tuple[str, str]:
    """The unit and the committee of a state; its chair is ``<code>-chair``."""
    en, hi = STATES[code]
    for post in ("chair", "sec"):
        name = f"{code.lower()}-{post}"
        Account.objects.create(id=name, email=f"{name}@example.org", name_en=name, password="!")
    unit = c.do("admin", "unit_make", "unit", "IN", {"level": "state", "code": code, "name": {"en": en, "hi": hi}})
    posts = {"chair": f"{code.lower()}-chair", "secretary": f"{code.lower()}-sec", "authority": "president"}
    return unit, c.do("admin", "body_form", "unit", unit, {"name": {"en": en, "hi": hi}, "way": "advisory", **posts})


def issue(c: Committee, unit: str, **more: Any) -> str:
    """Issue a brief and let the server follow, as the web door does."""
    data = {"unit": unit, "words": {"en": "Hold what is held.", "hi": "जीती सीटें बचाना।"}, "due": c.day(30), **more}
    taken = c.take("sec", "brief_issue", "body", c.body, data)
    after(taken.puts)
    return str(next(n.id for n in taken.puts if n.KIND == "brief" and n.version == 1))


def follow(c: Committee, *args: Any, **kwargs: Any) -> str:
    """Do a verb and let the server follow."""
    taken = c.take(*args, **kwargs)
    after(taken.puts)
    return str(taken.made)
