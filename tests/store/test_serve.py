"""`khaka serve`, `backup`, `restore`, `export`, `doctor`: from nothing to a page, and what is said when it cannot be."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from khaka.core.errors import KhakaError
from khaka.desk import demonstration, workspace
from khaka.locale import Translator
from khaka.serving import Options, _free, prepare
from khaka.store import history, place, start
from khaka.store.models import Account, Head
from tests.workspace import Committee

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-c", "from khaka.cli.main import run; run()"]


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KHAKA_", "DJANGO_"))}
    return {**kept, "XDG_DATA_HOME": str(folder / "data"), "HOME": str(folder), **more}


def khaka(folder: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *args], env=environment(folder, **more), cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=90, check=False,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def served(folder: Path, *args: str, **more: str) -> Iterator[tuple[str, subprocess.Popen[str], Path]]:
    """A running server; its address."""
    port, log = free_port(), folder / "serve.log"
    with log.open("w") as out:
        command = [*COMMAND, "serve", "--port", str(port), "--workers", "1", *args]
        process = subprocess.Popen(
            command,
            env=environment(folder, **more),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            text=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/account/login/", timeout=5).read()
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        yield address, process, log
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def sign_in(address: str, email: str, password: str) -> tuple[int, str]:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{address}/account/login/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    data = f"csrfmiddlewaretoken={token.group(1) if token else ''}&login={email}&password={password}".encode()
    answer = browser.open(urllib.request.Request(f"{address}/account/login/", data, {"Referer": address}), timeout=60)
    return answer.status, answer.geturl()


@pytest.mark.slow
def test_from_nothing_to_a_page_and_a_backup_while_it_runs(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ws/w.sqlite3"
    with served(tmp_path, "--database", url) as (address, process, log):
        said = log.read_text()
        password = re.search(r"Password, shown this once: (\S+)", said)
        assert password, said
        assert sign_in(address, "admin@localhost", password.group(1)) == (200, f"{address}/")
        port = address.rsplit(":", 1)[1]
        taken = khaka(tmp_path, "serve", "--port", port, "--database", url)
        assert (taken.returncode, taken.stderr.splitlines()[0]) == (1, f"Error: Port {port} is in use")
        made = khaka(tmp_path, "backup", "b.zip", "--database", url, "--json")
        assert made.returncode == 0 and json.loads(made.stdout)["head"]["seq"] == 1
        for _ in range(100):
            if (tmp_path / "ws" / "witness.json").exists():
                break
            time.sleep(0.1)
        assert json.loads((tmp_path / "ws" / "witness.json").read_text())
        for name in ("w.sqlite3", "secret.key", "witness.json"):
            assert (tmp_path / "ws" / name).stat().st_mode & 0o077 == 0, f"{name} is its owner's alone"
    assert process.returncode == 0
    assert "Traceback" not in log.read_text()
    with served(tmp_path, "--database", url) as (_, _, log):
        assert "shown this once" not in log.read_text(), "a second start makes nothing"


@pytest.mark.slow
def test_the_way_of_a_backup_on_the_command_line(tmp_path: Path) -> None:
    url, new = f"sqlite:///{tmp_path}/w.sqlite3", f"sqlite:///{tmp_path}/new/w.sqlite3"
    with served(tmp_path, "--database", url, "--demo", KHAKA_ADMIN_PASSWORD="a long password 1") as (address, _, _):
        assert sign_in(address, "admin@localhost", "a%20long%20password%201")[1] == f"{address}/"
    steps = [
        ("doctor", "--database", url, "--json"), ("backup", "b.zip", "--database", url),
        ("restore", "b.zip", "--drill"), ("restore", "b.zip", "--database", new),
        ("export", "c.json", "--database", new), ("verify", "c.json"),
        ("export", "p.json", "--checkpoint", "--database", new), ("verify", "c.json", "--against", "p.json"),
    ]  # fmt: skip
    for step in steps:
        done = khaka(tmp_path, *step)
        assert done.returncode == 0, (step, done.stderr)
    again = khaka(tmp_path, "restore", "b.zip", "--database", new, "--lang", "hi")
    assert again.returncode == 1 and "कार्यस्थल" in again.stderr
    assert khaka(tmp_path, "restore", "b.zip", "--drill", "--replace").returncode == 2


@pytest.mark.parametrize(("args", "said"), [
    (("backup", "x.zip", "--database", "mysql://x/y"), "mysql://x/y: not a database address"),
    (("backup", "x.zip", "--database", "postgresql://u:geheim@127.0.0.1:1/x"), "postgresql://127.0.0.1:1/x: the database"),
    (("backup", "x.zip", "--database", "sqlite:///none.sqlite3"), "there is no such database"),
    (("serve", "--database", "sqlite:///text.txt"), "the database cannot be used"),
    (("serve", "--database", "sqlite:///text.txt/w.sqlite3"), "this folder cannot be written"),
    (("serve", "--host", "192.0.2.1"), "cannot listen there"),
])  # fmt: skip
def test_errors_in_words(tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    (tmp_path / "text.txt").write_text("This is no database." * 100)
    if args[0] == "serve":
        args = (*args, "--port", str(free_port()))
    done = khaka(tmp_path, *args)
    assert done.returncode == 1, done.stderr
    assert said in done.stderr and "Traceback" not in done.stderr and "geheim" not in done.stderr
    assert len(done.stderr.splitlines()) <= 3
    assert not (tmp_path / "none.sqlite3").exists()


def test_a_port_that_is_taken() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        with pytest.raises(KhakaError) as taken:
            _free("127.0.0.1", holder.getsockname()[1])
    assert taken.value.message.key == "error.serve.port"


def test_a_database_of_a_newer_version(database: Path) -> None:
    plain = sqlite3.connect(database)
    plain.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0999_later', '2030-01-01')")
    plain.commit()
    plain.close()
    with pytest.raises(KhakaError) as newer:
        start.reach()
    assert newer.value.message.key == "error.store.newer"


def test_the_first_administrator(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                 capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    monkeypatch.setenv(place.HOME, str(tmp_path))
    say = Translator("en")
    for admin, password, key in (("nobody", "a long password 1", "email"), ("a@example.org", "short", "password")):
        monkeypatch.setenv("KHAKA_ADMIN_PASSWORD", password)
        with pytest.raises(KhakaError) as refused:
            prepare(Options(admin=admin), say)
        assert refused.value.message.key == f"error.serve.{key}"
        assert not Account.objects.exists() and not start.begun()
    (tmp_path / "password").write_text("from the file 1\n")
    prepare(Options(admin="a@example.org", password_file=tmp_path / "password"), say)
    assert Account.objects.get().check_password("from the file 1")
    assert "from the file 1" not in capsys.readouterr().err
    assert history.faults() == ()


def test_the_demonstration_is_marked_and_only_where_nothing_real_is(committee: Committee) -> None:
    with pytest.raises(KhakaError) as refused:
        demonstration.demonstrate()
    assert refused.value.message.key == "error.serve.demo"


def test_the_demonstration(database: Path) -> None:
    from khaka.committee.noun import Words
    from khaka.committee.papers import Proposal
    from khaka.committee.people import WORKSPACE, Body
    from khaka.store.records import Stored

    start.found_workspace("admin@example.org", None, Words("Administrator", "प्रशासक"))
    password = demonstration.demonstrate()
    assert Account.objects.get(email="chair@demonstration.invalid").check_password(password)
    (body,) = [b for b in Stored().find(Body) if b.id != WORKSPACE]
    assert body.name.en.startswith("DEMONSTRATION") and body.name.hi.startswith("नमूना")
    assert sorted(p.state for p in Stored().find(Proposal)) == ["admitted", "draft", "submitted"]
    assert history.faults() == ()
    head = Head.objects.get().seq
    assert demonstration.demonstrate() == "" and Head.objects.get().seq == head


def test_the_state_of_a_database_changes_nothing(committee: Committee, database: Path, tmp_path: Path) -> None:
    assert workspace.state(f"sqlite:///{tmp_path}/none.sqlite3") is None
    assert not (tmp_path / "none.sqlite3").exists()
    found = history.faults()
    assert found == ()


def test_a_drill_leaves_the_workspace_alone(committee: Committee, database: Path, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    url = f"sqlite:///{database}"
    monkeypatch.setenv(place.HOME, str(tmp_path))
    monkeypatch.setenv(place.DATABASE, url)
    workspace.back_up(tmp_path / "b.zip", url)
    before = Head.objects.get().hash
    told = workspace.drill(tmp_path / "b.zip")
    assert told.head == Head.objects.get().seq and Head.objects.get().hash == before
    assert os.environ[place.HOME] == str(tmp_path) and os.environ[place.DATABASE] == url
    state = workspace.state(url)
    assert state is not None and (state.begun, state.faults, state.halted) == (True, (), None)
