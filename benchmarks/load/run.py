"""1,500 members vote through the real pages, then 200 read at once and 20 move sliders, on SQLite and PostgreSQL.

    .venv/bin/pip install -e '.[load]'
    .venv/bin/python benchmarks/load/run.py [--members 1500] [--only sqlite]

Prints one JSON document: seconds for all votes, times of a form, a vote and a page, errors, the machine's load average,
and whether every vote is there once and the chain verifies. Nothing is made outside a temporary folder.
"""

import argparse
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NO_NOTICE = {
    "quorum": "1/2", "quorum_base": "roll", "threshold": "1/2", "strict": True, "majority_base": "voting", "tie": "fails",
    "notice_hours": 0,
}  # fmt: skip


#: Members who move sliders at once.
SLIDERS = 20
KINDS = {"LOAD_VOTERS": "Voter", "LOAD_READERS": "Reader", "LOAD_SLIDERS": "Slider"}


def prepare(members: int, out: Path) -> None:
    """Tables, a committee, an open division, a session for every member; in a process of its own."""
    from khaka.store import start

    start.setup("khaka.web.settings")
    start.migrate()
    sys.path.insert(0, str(ROOT))
    from datetime import timedelta

    from tests.store.crowd import many_members

    from khaka.committee import VERBS
    from khaka.committee.kinds import KINDS
    from khaka.committee.noun import Words
    from khaka.core.clock import moved, now
    from khaka.store.door import Act, act
    from khaka.store.models import Account
    from khaka.store.records import Stored

    def do(who: str, verb: str, kind: str, key: str, data: dict[str, Any] | None = None) -> str:
        stands = Stored().get(KINDS[kind], key)
        version = stands.version if stands is not None and not VERBS[verb].adds else None
        return act(Act(who, verb, kind, key, version, data or {})).made

    with moved(timedelta(hours=-1)):
        admin = start.found_workspace("admin@example.org", None, Words("Administrator", "प्रशासक"))
        posts = {
            p: Account.objects.create_user(f"{p}@example.org", None).id for p in ("chair", "secretary", "authority")
        }
        chair, secretary = posts["chair"], posts["secretary"]
        name = {"en": "Load", "hi": "भार"}
        body = do(admin, "body_form", "unit", "IN", {"name": name, "way": "division", **posts})
        do(posts["authority"], "rulebook_set", "body", body, NO_NOTICE)
        voters = many_members(body, members)
        paper = {"title": {"en": "A question"}, "paragraphs": [{"words": {"en": "Yes or no."}}]}
        p = do(chair, "proposal_draft", "body", body, paper)
        do(chair, "proposal_submit", "proposal", p)
        do(secretary, "proposal_admit", "proposal", p)
        meeting = {"at": (now() + timedelta(minutes=1)).isoformat(), "place": "Hall", "agenda": [p]}
        m = do(secretary, "meeting_call", "body", body, meeting)
    with moved(timedelta(minutes=-30)):
        do(chair, "meeting_open", "meeting", m, {"present": [chair, secretary]})
        do(secretary, "proposal_discuss", "proposal", p)
        do(secretary, "meeting_close", "meeting", m, {"minutes": {"en": "Discussed."}})
        question = {"question": {"en": "Accept?", "hi": "स्वीकार?"}, "method": "recorded",
                    "closes_at": (now() + timedelta(hours=4)).isoformat()}  # fmt: skip
        d = do(chair, "division_call", "proposal", p, question)
        do(chair, "division_open", "division", d, {"aware": True})
        do(secretary, "division_open", "division", d, {"aware": True})
    sessions = [_session(Account.objects.get(id=v)) for v in voters]
    out.write_text(json.dumps({"division": d, "proposal": p, "body": body, "sessions": sessions}))


def _session(account: Any) -> str:
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session["_auth_user_id"], session["_auth_user_backend"] = account.pk, BACKEND
    session["_auth_user_hash"] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def check(members: Path) -> None:
    """What the database holds afterwards."""
    from khaka.store import start

    start.setup()
    from khaka.store import history
    from khaka.store.models import Event, Record

    division = json.loads(members.read_text())["division"]
    rows = Record.objects.filter(kind="ballot", parent=division)
    cast = Event.objects.filter(data__verb="ballot_cast").count()
    voters = len({r.person for r in rows})
    print(json.dumps({"ballots": rows.count(), "voters": voters, "events": cast,
                      "faults": [f.code for f in history.faults()]}))  # fmt: skip


def measure(url: str, folder: Path, members: int, readers: int) -> dict[str, Any]:
    """One database: prepare, serve, vote, check, read."""
    env = {**os.environ, "KHAKA_HOME": str(folder), "KHAKA_DATABASE": url, "DJANGO_SETTINGS_MODULE": "khaka.web.settings",
           "LOAD_MEMBERS": str(folder / "members.json"), "LOAD_RESULT": str(folder / "result.json")}  # fmt: skip
    own = [sys.executable, str(Path(__file__).resolve())]
    subprocess.run([*own, "--prepare", str(members)], env=env, check=True)
    port = _free_port()
    khaka = [sys.executable, "-c", "from khaka.cli.main import run; run()", "serve", "--port", str(port)]
    server = subprocess.Popen(khaka, env=env, stdin=subprocess.DEVNULL, stderr=(folder / "serve.log").open("w"))
    try:
        _wait(port)
        before = os.getloadavg()[0]
        voting = _locust(port, env | {"LOAD_VOTERS": "48"}, folder)
        after = os.getloadavg()[0]
        stored = json.loads(subprocess.run([*own, "--check"], env=env, check=True, capture_output=True).stdout)
        reading = _locust(port, env | {"LOAD_READERS": str(readers)}, folder, seconds=20)
        _warm(port, folder)
        sliding = _locust(port, env | {"LOAD_SLIDERS": str(SLIDERS)}, folder, seconds=60)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
    pages = reading["times"]["page"]
    return {
        "members": members, "seconds_for_all_votes": round(voting["seconds"], 1), "form": _times(voting["times"]["form"]),
        "vote": _times(voting["times"]["vote"]), "wrong_answers": _count(voting["wrong"]), "stored": stored,
        "one_each": stored["ballots"] == stored["voters"] == stored["events"] == members,
        "readers": readers, "page": _times(pages), "pages_a_second": round(len(pages) / 20, 1),
        "wrong_pages": _count(reading["wrong"]), "sliders": SLIDERS, "slide": _times(sliding["times"]["slide"]),
        "wrong_slides": _count(sliding["wrong"]), "load_before": round(before, 1), "load_after": round(after, 1),
    }  # fmt: skip


def _locust(port: int, env: dict[str, str], folder: Path, seconds: int = 600) -> dict[str, Any]:
    kind, users = next((k, env[n]) for n, k in KINDS.items() if n in env)
    command = [
        sys.executable, "-m", "locust", "-f", str(HERE / "locustfile.py"), "--headless", "--only-summary", "-u", users,
        "-r", users, "-t", f"{seconds}s", "-H", f"http://127.0.0.1:{port}", "--loglevel", "ERROR", kind,
    ]  # fmt: skip
    with (folder / "locust.log").open("w") as log:
        subprocess.run(command, env=env, check=False, stdout=log, stderr=log)
    found: dict[str, Any] = json.loads(Path(env["LOAD_RESULT"]).read_text())
    return found


def _times(seconds: list[float]) -> dict[str, float]:
    cut = statistics.quantiles(seconds, n=100) if len(seconds) > 1 else [0.0] * 99
    return {"n": len(seconds), "median_ms": round(1000 * cut[49], 1), "p95_ms": round(1000 * cut[94], 1)}


def _count(wrong: list[str]) -> dict[str, int]:
    return {kind: wrong.count(kind) for kind in sorted(set(wrong))}


def _wait(port: int) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=5)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _warm(port: int, folder: Path) -> None:
    """Ask for the live page until every worker has its odds: ten answers in a row without a wait."""
    prepared = json.loads((folder / "members.json").read_text())
    cookie = {"Cookie": f"khaka_session={prepared['sessions'][0]}", "HX-Request": "true"}
    ready = 0
    for _ in range(600):
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/body/{prepared['body']}/live/", headers=cookie)
        ready = ready + 1 if b"<polygon" in urllib.request.urlopen(asked, timeout=60).read() else 0
        if ready == 10:
            return
        time.sleep(0.2)
    raise RuntimeError("the live page never got ready")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def main() -> None:
    """Every database in turn."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--members", type=int, default=1500)
    options.add_argument("--readers", type=int, default=200)
    options.add_argument("--only", choices=("sqlite", "postgresql"))
    options.add_argument("--prepare", type=int, help=argparse.SUPPRESS)
    options.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.prepare or given.check:
        members = Path(os.environ["LOAD_MEMBERS"])
        prepare(given.prepare, members) if given.prepare else check(members)
        return
    found = {"cores": os.cpu_count()}
    for name in ("sqlite", "postgresql"):
        if given.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="khaka-load-") as folder:
                found[name] = _one(name, Path(folder), given.members, given.readers)
    print(json.dumps(found, indent=1))


def _one(name: str, folder: Path, members: int, readers: int) -> dict[str, Any]:
    if name == "sqlite":
        return measure(f"sqlite:///{folder}/load.sqlite3", folder, members, readers)
    sys.path.insert(0, str(ROOT))
    from tests.store.postgres import Cluster

    cluster = Cluster()
    try:
        return measure(cluster.url(cluster.create()), folder, members, readers)
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
