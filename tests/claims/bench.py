"""The script that scores the corpus, as a module."""

import importlib.util
import sys
from pathlib import Path

_PATH = Path(__file__).parents[2] / "benchmarks" / "claims.py"
_SPEC = importlib.util.spec_from_file_location("benchmarks_claims", _PATH)
assert _SPEC is not None and _SPEC.loader is not None
bench = importlib.util.module_from_spec(_SPEC)
sys.modules["benchmarks_claims"] = bench
_SPEC.loader.exec_module(bench)
