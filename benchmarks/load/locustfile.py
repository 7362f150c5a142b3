"""Members with open sessions: ``Voter`` casts one ballot each, ``Reader`` turns pages, ``Slider`` plays with the what-if.

Run by ``run.py``, which prepares the members and says where they are (LOAD_MEMBERS, LOAD_RESULT).
"""

import json
import os
import random
import re
import time
from collections import deque
from pathlib import Path
from typing import Any

from locust import FastHttpUser, between, constant, events, task

PREPARED = json.loads(Path(os.environ["LOAD_MEMBERS"]).read_text())
WAITING = deque(PREPARED["sessions"])
FORM = f"/do/ballot_cast/division/{PREPARED['division']}/"
PAGES = (
    "/",
    f"/body/{PREPARED['body']}/",
    f"/at/division/{PREPARED['division']}/",
    f"/at/proposal/{PREPARED['proposal']}/",
)
LIVE = f"/body/{PREPARED['body']}/live/"
TIMES: dict[str, list[float]] = {"form": [], "vote": [], "page": [], "slide": []}
WRONG: list[str] = []
CLOCK = {"first": 0.0, "last": 0.0}


def hidden(page: str, name: str) -> str:
    """The value of a hidden input."""
    for tag in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in tag:
            return re.search(r'value="([^"]*)"', tag).group(1)
    return ""


class Voter(FastHttpUser):
    """Takes one member after another until all have voted."""

    wait_time = constant(0)
    fixed_count = int(os.environ.get("LOAD_VOTERS", "0"))
    network_timeout = connection_timeout = 60.0

    @task
    def vote(self) -> None:
        """Open the form, send it."""
        if not WAITING:
            time.sleep(0.2)
            return
        cookies = {"Cookie": f"khaka_session={WAITING.popleft()}; khaka_language=hi"}
        CLOCK["first"] = CLOCK["first"] or time.perf_counter()
        page = self._timed("form", self.client.get, FORM, headers=cookies)
        found = {n: hidden(page.text or "", n) for n in ("csrfmiddlewaretoken", "digest", "version", "once")}
        token = re.search(r"csrftoken=([^;]+)", page.headers.get("set-cookie", "") or "")
        cookies["Cookie"] += f"; csrftoken={token.group(1) if token else ''}"
        self._timed("vote", self.client.post, FORM, headers=cookies, data=found | {"choice": "for"}, good=303)
        CLOCK["last"] = time.perf_counter()

    def _timed(self, name: str, call: Any, address: str, *, good: int = 200, **more: Any) -> Any:
        began = time.perf_counter()
        answer = call(address, name=name, allow_redirects=False, **more)
        TIMES[name].append(time.perf_counter() - began)
        if answer.status_code != good:
            WRONG.append(f"{name} {answer.status_code}")
        return answer


class Reader(FastHttpUser):
    """Turns the pages that members see."""

    wait_time = constant(0)
    fixed_count = int(os.environ.get("LOAD_READERS", "0"))
    network_timeout = connection_timeout = 60.0

    def on_start(self) -> None:
        """A member of one's own."""
        self.session = WAITING.popleft()

    @task
    def read(self) -> None:
        """One page after another."""
        for address in PAGES:
            Voter._timed(
                self,
                "page",
                self.client.get,
                address,
                headers={"Cookie": f"khaka_session={self.session}; khaka_language=hi"},
            )


class Slider(FastHttpUser):
    """Moves a slider of the live what-if every two to four seconds; the answer is the part that htmx asks for."""

    wait_time = between(2, 4)
    fixed_count = int(os.environ.get("LOAD_SLIDERS", "0"))
    network_timeout = connection_timeout = 60.0

    def on_start(self) -> None:
        """A member of one's own."""
        self.session = WAITING.popleft()

    @task
    def slide(self) -> None:
        """One setting: ours and the rival by half points; now and then a state."""
        ours, rival = random.randrange(-12, 13) / 2, random.randrange(-12, 13) / 2
        state = random.choice(["", "", "&swing=INC,UP,3", "&swing=INC,KA,-2"])
        headers = {"Cookie": f"khaka_session={self.session}; khaka_language=hi", "HX-Request": "true"}
        Voter._timed(self, "slide", self.client.get, f"{LIVE}?s.INC={ours}&s.BJP={rival}{state}", headers=headers)


@events.quitting.add_listener
def report(**_: Any) -> None:
    """Leave the times behind."""
    found = {"times": TIMES, "wrong": WRONG, "seconds": CLOCK["last"] - CLOCK["first"]}
    Path(os.environ["LOAD_RESULT"]).write_text(json.dumps(found))


@events.test_start.add_listener
def watch(environment: Any, **_: Any) -> None:
    """Stop when everybody has voted."""
    if not Voter.fixed_count:
        return
    import gevent

    def until_done() -> None:
        while len(TIMES["vote"]) < len(PREPARED["sessions"]):
            gevent.sleep(0.2)
        environment.runner.quit()

    gevent.spawn(until_done)
