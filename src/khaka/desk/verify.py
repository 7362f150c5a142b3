"""Whether an exported event chain or a sealed evidence file is what it was. What `khaka verify` does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khaka.committee.chain import CHAIN_FORMAT
from khaka.committee.seal import EVIDENCE_FORMAT
from khaka.committee.verify import Verdict, verify
from khaka.core.errors import DataFault, KhakaError
from khaka.core.message import Message, msg
from khaka.locale import Translator


@dataclass(frozen=True, slots=True)
class Verified:
    """A file and what was found about it; ``against`` is None without a witness."""

    file: str
    against: str | None
    verdict: Verdict

    def as_report(self, say: Translator) -> dict[str, Any]:
        """The report that `khaka verify --json` prints."""
        v = self.verdict
        return {
            "file": self.file,
            "format": v.format,
            "ok": not v.faults,
            "events": v.events,
            "head": v.head,
            "withheld": v.withheld,
            "against": self.against,
            "faults": [{"code": f.code, "seq": f.seq, "text": say.text(f.message)} for f in v.faults],
        }


def verify_file(path: Path, against: Path | None = None) -> Verified:
    """What the hashes of a file say.

    Parameters
    ----------
    path
        An exported event chain or a sealed evidence file.
    against
        A witness: for a chain a checkpoint or an older export, for evidence its chain.

    Raises
    ------
    KhakaError
        A file that cannot be read, is not JSON as Khaka writes it, or has another format.
    """
    document = read_strictly(path)
    witness = read_strictly(against) if against is not None else None
    try:
        verdict = verify(document, witness)
    except ValueError as error:
        if str(error) == "cannot_witness":
            raise DataFault(msg("error.verify.witness", file=str(against)), msg("error.verify.witness_hint")) from None
        hint = msg("error.verify.format_hint", chain=CHAIN_FORMAT, evidence=EVIDENCE_FORMAT)
        raise DataFault(msg("error.verify.format", file=str(path)), hint) from None
    return Verified(path.name, against.name if against is not None else None, verdict)


def read_strictly(path: Path) -> dict[str, Any]:
    """The JSON object in a file; a key twice, NaN and infinity are refused: two readers could see two documents.

    Raises
    ------
    KhakaError
        The file cannot be read, or is not such an object.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        raise KhakaError(msg("error.verify.read", file=str(path)), msg("error.verify.read_hint")) from None
    try:
        found = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise _not_json(path, msg("committee.verify.why.encoding")) from None
    except json.JSONDecodeError as error:
        raise _not_json(path, msg("committee.verify.why.syntax", line=error.lineno)) from None
    except RecursionError:
        raise _not_json(path, msg("committee.verify.why.deep")) from None
    except _Strict as error:
        raise _not_json(path, error.why) from None
    except ValueError:  # a whole number of thousands of digits
        raise _not_json(path, msg("committee.verify.why.number")) from None
    if not isinstance(found, dict):
        raise _not_json(path, msg("committee.verify.why.object"))
    return found


class _Strict(Exception):  # noqa: N818
    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why.key)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Strict(
                msg("committee.verify.why.twice", name="".join(c if c.isprintable() else "?" for c in key[:40]))
            )
        found[key] = value
    return found


def _no_constant(text: str) -> float:
    raise _Strict(msg("committee.verify.why.number"))


def _not_json(path: Path, why: Message) -> DataFault:
    return DataFault(msg("error.verify.json", file=str(path), why=why), msg("error.verify.json_hint"))
