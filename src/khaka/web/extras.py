"""What the page of a kind needs beyond the record's own fields: one function a kind, found by its name in ``khaka.web.kinds``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, Final

from khaka.committee.noun import Noun
from khaka.web import kinds
from khaka.web.asked import Asked

#: ``extra(request, noun)`` of each file in ``khaka.web.kinds``, by the kind that it is named after.
EXTRAS: Final[dict[str, Callable[[Asked, Noun], dict[str, Any]]]] = {
    m.name: importlib.import_module(f"khaka.web.kinds.{m.name}").extra for m in pkgutil.iter_modules(kinds.__path__)
}
