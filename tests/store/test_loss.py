"""Kill -9, changed rows, rebuilt chains, old backups: nothing half-stored, and what was done past the door is named."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection

from khaka.committee.chain import Head as Reached
from khaka.committee.chain import checkpoint_document, next_event
from khaka.committee.verify import verify
from khaka.core.errors import KhakaError
from khaka.store import backup, history, place, triggers, witness
from khaka.store.models import Account, Blob, Event, Head, Once, Record
from khaka.store.restore import restore
from tests.store.conftest import BOTH
from tests.store.postgres import Cluster, another
from tests.workspace import Committee

CHILD = """
import os, signal
from khaka.store import start
start.setup("khaka.web.settings")
from khaka.store import door
def killed(*args, **kwargs):
    from khaka.store.models import Record
    assert Record.objects.filter(kind="ballot").count() == 1, "the record is written inside the transaction"
    os.kill(os.getpid(), signal.SIGKILL)
door.Event.objects.create = killed
door.act(door.Act("m1", "ballot_cast", "division", os.environ["DIVISION"], None,
                  {"choice": "for", "digest": os.environ["DIGEST"]}, "form-1"))
"""


def test_killed_between_ballot_and_event_nothing_is_stored(room: Committee, address: str) -> None:
    d = room.opened(room.discussed())
    before = Event.objects.count(), Record.objects.count()
    env = {
        **os.environ, "KHAKA_DATABASE": address, "DIVISION": d, "DIGEST": room.get("division", d).digest,
    }  # fmt: skip
    child = _later(room, CHILD)
    connection.close()
    done = subprocess.run(
        [sys.executable, "-c", child], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (Event.objects.count(), Record.objects.count()) == before
    assert not Once.objects.filter(key="form-1").exists()
    assert history.faults() == ()
    room.do("m1", "ballot_cast", "division", d, room.ballot(d), once="form-1")


def _later(room: Committee, code: str) -> str:
    """The child's clock is as far on as the test's."""
    ahead = room._ahead.total_seconds()
    head = (
        f"from datetime import timedelta\nfrom khaka.core import clock\nclock._MOVED.set(timedelta(seconds={ahead}))\n"
    )
    return head + code


def voted(room: Committee) -> str:
    d = room.opened(room.discussed())
    for voter in ("m1", "m2"):
        room.do(voter, "ballot_cast", "division", d, room.ballot(d))
    return d


def codes() -> set[tuple[str, int | None]]:
    return {(f.code, f.seq) for f in history.faults()}


def edited(seq: int) -> None:
    event = Event.objects.get(seq=seq)
    event.data = event.data | {"actor": "somebody"}
    event.save()


def deleted(seq: int) -> None:
    Event.objects.filter(seq=seq).delete()


def swapped(seq: int) -> None:
    one, two = Event.objects.get(seq=seq), Event.objects.get(seq=seq + 1)
    Event.objects.filter(seq__in=(seq, seq + 1)).delete()
    one.seq, two.seq = two.seq, one.seq
    one.save(force_insert=True)
    two.save(force_insert=True)


def header(seq: int) -> None:
    Event.objects.filter(seq=seq).update(data_sha256=hashlib.sha256(b"").hexdigest())


@pytest.mark.parametrize(("harm", "named"), [
    (edited, {("data_changed", 7)}),
    (deleted, {("missing", 7)}),
    (swapped, {("changed", 7), ("changed", 8), ("relinked", 7), ("relinked", 8), ("relinked", 9), ("time", 8)}),
    (header, {("changed", 7), ("data_changed", 7)}),
])  # fmt: skip
def test_an_event_changed_past_the_triggers_is_named(room: Committee, harm: Any, named: set[tuple[str, int]]) -> None:
    voted(room)
    assert history.faults() == ()
    with pytest.raises(DatabaseError, match="never"):
        harm(7)
    triggers.take_off(connection)
    assert not triggers.standing(connection)
    harm(7)
    assert codes() == named


def cut(last: int) -> None:
    Event.objects.filter(seq__gt=last).delete()
    Head.objects.update(seq=last, hash=Event.objects.get(seq=last).hash)


def rebuilt(change: int) -> None:
    """Every event anew from one on, with right hashes: what only the owner of the machine can do."""
    events = list(Event.objects.order_by("seq"))
    Event.objects.all().delete()
    head = Reached()
    for e in events:
        data = e.data | {"why": "another"} if e.seq == change else e.data
        new = next_event(head, data, e.at)
        Event.objects.create(
            seq=new.seq,
            at=new.at,
            data=new.data,
            data_sha256=new.data_sha256,
            prev=new.prev,
            hash=new.hash,
            body=e.body,
        )
        head = Reached(new.seq, new.hash)
    Head.objects.update(seq=head.seq, hash=head.hash)


def test_a_chain_cut_or_rebuilt_is_found_by_a_witness_only(room: Committee) -> None:
    voted(room)
    point = checkpoint_document(history.reached())
    triggers.take_off(connection)
    rebuilt(7)
    assert verify(history.exported()).faults == ()
    assert {f.code for f in history.faults(point)} == {"rewritten"}
    cut(point["seq"] - 2)
    assert verify(history.exported()).faults == ()
    assert {f.code for f in history.faults(point)} == {"truncated"}
    assert {f.code for f in history.faults()} == {"no_event"}, "the records of the cut events are not accounted for"


def test_replace_on_sqlite_does_not_slip_past_the_triggers(committee: Committee) -> None:
    columns = "seq, at, data, data_sha256, prev, hash, body"
    with pytest.raises((DatabaseError, IntegrityError), match="never"), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO store_event ({columns}) SELECT {columns} FROM store_event WHERE seq = 3"
        )
    assert history.faults() == ()


@pytest.mark.parametrize("back", BOTH)
def test_a_backup_goes_to_another_database_and_back(
    room: Committee, tmp_path: Path, back: str, request: pytest.FixtureRequest
) -> None:
    voted(room)
    data = b"\x00\xffattachment"
    Blob.objects.create(sha256=hashlib.sha256(data).hexdigest(), media="application/pdf", data=data)
    Account.objects.filter(id="m1").update(password="argon2$x", language="en")
    Once.objects.create(actor="m1", key="f", seq=3)
    before = _rows()
    backup.write(tmp_path / "a.zip")
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
    cluster: Cluster | None = request.getfixturevalue("cluster") if back == "postgresql" else None
    with cluster.fresh() if cluster else another(tmp_path / "other"):
        told = restore(backup.Backup(tmp_path / "a.zip"))
        assert _rows() == before
        assert (told.lost, told.events) == (0, Head.objects.get().seq)
        assert history.faults() == () and triggers.standing(connection)
        Once.objects.create(actor="m2", key="g", seq=3)  # a sequence that was not moved on would refuse it
        with pytest.raises(KhakaError) as full:
            restore(backup.Backup(tmp_path / "a.zip"))
        assert full.value.message.key == "error.restore.not_empty"


def _rows() -> dict[str, list[dict[str, Any]]]:
    made = {m.__name__: list(m._base_manager.order_by("pk").values()) for m in backup.tables()}
    for row in made["Blob"]:
        row["data"] = bytes(row["data"])
    return made


def test_yesterdays_backup_is_noticed_and_the_workspace_waits(room: Committee, tmp_path: Path) -> None:
    d = room.opened(room.discussed())
    room.do("m1", "ballot_cast", "division", d, room.ballot(d))
    backup.write(tmp_path / "old.zip")
    old = Head.objects.get().seq
    room.do("m2", "ballot_cast", "division", d, room.ballot(d))
    room.do("chair", "ballot_cast", "division", d, room.ballot(d))
    told = restore(backup.Backup(tmp_path / "old.zip"), replace=True)
    assert (told.head, told.lost) == (old, old + 2)
    assert told.voters == ((d, "chair"), (d, "m2"))
    assert room.why("m3", "ballot_cast", "division", d, room.ballot(d)) == {"halted"}
    point = {"seq": old, "hash": Head.objects.get().hash}
    room.do("auditor", "checkpoint_witness", "body", room.body, point)
    assert room.why("m3", "ballot_cast", "division", d, room.ballot(d)) == {"halted"}
    head = Head.objects.get()
    wrong = {"seq": head.seq, "hash": "0" * 64}
    assert room.why("chair", "checkpoint_witness", "body", room.body, wrong) == {"not_this_chain"}
    room.do("chair", "checkpoint_witness", "body", room.body, {"seq": head.seq, "hash": head.hash})
    room.do("m3", "ballot_cast", "division", d, room.ballot(d))
    assert history.faults() == ()


def test_an_older_copy_of_the_file_itself_is_noticed(committee: Committee, database: Path, tmp_path: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv(place.HOME, str(tmp_path))
    d = committee.opened(committee.discussed())
    assert witness.keep() and witness.check()
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM INTO '{tmp_path}/copy'")
    committee.do("m1", "ballot_cast", "division", d, committee.ballot(d))
    assert witness.keep() and not witness.keep()
    connection.close()
    (tmp_path / "copy").replace(database)
    for rest in ("-wal", "-shm"):
        Path(f"{database}{rest}").unlink(missing_ok=True)
    assert witness.check() is False
    assert witness.later_voters(Head.objects.get().seq) == ((d, "m1"),)
    assert committee.why("m2", "ballot_cast", "division", d, committee.ballot(d)) == {"halted"}
    assert witness.keep() is False, "the loss itself must not overwrite what was witnessed"


def test_against_a_checkpoint(committee: Committee, tmp_path: Path) -> None:
    backup.write(tmp_path / "a.zip")
    committee.draft()
    later = checkpoint_document(history.reached())
    with another(tmp_path / "b"):
        assert restore(backup.Backup(tmp_path / "a.zip"), against=later).lost == later["seq"]
        assert json.loads(Head.objects.get().halted)["had"] == later["seq"]
        with pytest.raises(KhakaError) as other:
            restore(backup.Backup(tmp_path / "a.zip"), replace=True, against=later | {"seq": 3})
        assert other.value.message.key == "error.restore.other"
        assert Head.objects.get().halted, "nothing was restored"


def broken(path: Path, name: str, change: Any) -> Path:
    """A copy of a backup with one part changed, its manifest made to fit."""
    import zipfile

    made = path.with_name("broken.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        parts = {i.filename: old.read(i) for i in old.infolist()}
        parts[name] = change(parts[name])
        manifest = json.loads(parts["manifest.json"])
        if name in manifest.get("parts", {}):
            manifest["parts"][name]["sha256"] = hashlib.sha256(parts[name]).hexdigest()
            parts["manifest.json"] = json.dumps(manifest).encode()
        for part, data in parts.items():
            new.writestr(part, data)
    return made


@pytest.mark.parametrize(("part", "change", "key"), [
    ("store.event.jsonl", lambda b: b.replace(b'"actor":"m1"', b'"actor":"m3"', 1), "error.restore.faults"),
    ("store.event.jsonl", lambda b: b.rsplit(b"\n", 2)[0] + b"\n", "error.restore.faults"),
    ("store.record.jsonl", lambda b: b.replace(b'"against"', b'"for"').replace(b'"for"', b'"against"', 1),
     "error.restore.faults"),
    ("store.record.jsonl", lambda b: b.replace(b'"state":"open"', b'"state":"void"', 1), "error.restore.faults"),
    ("store.account.jsonl", lambda b: b[:-9], "error.restore.broken"),
    ("store.head.jsonl", lambda b: b"", "error.restore.faults"),
    ("manifest.json", lambda b: b"{}", "error.restore.not_a_backup"),
    ("manifest.json", lambda b: b.replace(b"khaka-backup/1", b"khaka-backup/9"), "error.restore.not_a_backup"),
])  # fmt: skip
def test_a_backup_that_was_changed_restores_nothing(committee: Committee, tmp_path: Path, part: str, change: Any,
                                                    key: str) -> None:  # fmt: skip
    voted(committee)
    backup.write(tmp_path / "a.zip")
    path = broken(tmp_path / "a.zip", part, change)
    with another(tmp_path / "b"):
        with pytest.raises(KhakaError) as refused:
            restore(backup.Backup(path))
        assert refused.value.message.key == key
        assert not Account.objects.exists() and not Event.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"{}"])
def test_a_file_that_is_no_backup(committee: Committee, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(KhakaError) as refused:
        backup.Backup(tmp_path / "x.zip")
    assert refused.value.message.key == "error.restore.not_a_backup"


def test_a_backup_during_a_vote_is_one_moment(room: Committee, tmp_path: Path) -> None:
    import threading

    from django.db import connections

    from tests.store.crowd import many_members

    voters = many_members(room.body, 30)
    d = room.opened(room.discussed())
    asked = [room.asked(v, "ballot_cast", "division", d, room.ballot(d)) for v in voters]
    from contextvars import copy_context

    from khaka.store.door import act

    def vote() -> None:
        for a in asked:
            act(a)
        connections.close_all()

    voting = threading.Thread(target=copy_context().run, args=(vote,))
    voting.start()
    heads = []
    while voting.is_alive():
        heads.append(backup.write(tmp_path / f"{len(heads)}.zip")["head"]["seq"])
    voting.join()
    assert len(set(heads)) > 1, "the backups were taken while votes came in"
    with another(tmp_path / "b"):
        told = restore(backup.Backup(tmp_path / f"{len(heads) // 2}.zip"), replace=True)
    assert told.events == heads[len(heads) // 2]


def test_evidence_verifies_elsewhere(committee: Committee, tmp_path: Path) -> None:
    from tests.store.test_clock import decide

    decide(committee)
    decision = history.Stored().find(history.Decision)[0].id
    (tmp_path / "chain.json").write_text(json.dumps(history.exported(withhold=True)), "utf-8")
    scrambled = json.loads(json.dumps(history.evidence(decision), sort_keys=True))
    (tmp_path / "evidence.json").write_text(json.dumps(dict(reversed(scrambled.items())), ensure_ascii=False), "utf-8")
    env = {**os.environ, "TZ": "Pacific/Chatham", "LC_ALL": "POSIX", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", "from khaka.cli.main import run; run()", "verify", "evidence.json",
               "--against", "chain.json", "--lang", "hi"]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_hidden_text_leaves_the_house_withheld(committee: Committee) -> None:
    p = committee.admitted()
    c = committee.do(
        "m1",
        "comment_add",
        "proposal",
        p,
        {
            "stance": "remark",
            "text": "A defamatory sentence.",
            "place": "p1",
        },
    )
    assert "defamatory" in json.dumps(history.exported(withhold=True))
    committee.do("chair", "comment_hide", "comment", c, {"reason": "By law."})
    shown = history.exported(withhold=True)
    assert "defamatory" not in json.dumps(shown)
    assert verify(shown).faults == ()
    assert [e["withheld"] for e in shown["events"] if "withheld" in e] == ["By law."]
