"""A person at a page: with the keyboard alone, or by tapping. Both find inputs by their name and links by their address."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

#: No page may hide a control behind more presses of Tab than this.
_TABS: Final = 400


class Hand:
    """One person's hand on one page.

    Parameters
    ----------
    keys
        Only Tab, Enter, Space, arrows and letters are used; there is no pointer.
    """

    def __init__(self, page: Any, *, keys: bool) -> None:
        self.page, self.keys = page, keys

    def open(self, address: str) -> Hand:
        """Go to an address of the same server."""
        root = "/".join(self.page.url.split("/")[:3])
        self.page.goto(root + address)
        return self

    def press(self, selector: str, *, away: bool = True) -> Hand:
        """Follow a link or press a button; ``away``: another page comes."""
        target = self._seen(selector)
        if not away:
            self._press(target)
            return self
        with self.page.expect_navigation():
            self._press(target)
        return self

    def follow(self, part: str) -> Hand:
        """Follow the first link whose address holds a text."""
        return self.press(f'main a[href*="{part}"]')

    def send(self) -> Hand:
        """Send the form of the page."""
        return self.press("form.verb button.main")

    def write(self, name: str, text: str) -> Hand:
        target = self._seen(f'[name="{name}"]')
        if self.keys:
            self._to(target)
            self.page.keyboard.insert_text(text)
        else:
            target.fill(text)
        assert target.input_value() == text
        return self

    def choose(self, name: str, value: str) -> Hand:
        """One of several: radio buttons."""
        target = self._seen(f'input[name="{name}"][value="{value}"]')
        if self.keys:
            self._to(self.page.locator(f'input[name="{name}"]').first)
            self.page.keyboard.press("Space")
            for _ in range(12):
                if target.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            target.check()
        assert target.is_checked()
        return self

    def tick(self, name: str, *values: str) -> Hand:
        """Any of several: boxes; those named are ticked afterwards."""
        for value in values:
            target = self._seen(f'input[name="{name}"][value="{value}"]')
            if self.keys and not target.is_checked():
                self._to(target)
                self.page.keyboard.press("Space")
            elif not self.keys:
                target.check()
            assert target.is_checked()
        return self

    def pick(self, name: str, value: str) -> Hand:
        """One of a list that opens."""
        target = self._seen(f'select[name="{name}"]')
        if not self.keys:
            target.select_option(value)
            return self
        self._to(target)
        self.page.keyboard.press("Home")
        for _ in range(60):
            if target.input_value() == value:
                break
            self.page.keyboard.press("ArrowDown")
        assert target.input_value() == value
        return self

    def day(self, name: str, day: date) -> Hand:
        """A day, as the browser of the tests writes it."""
        return self._date(name, f"{day:%m%d%Y}", (), f"{day:%Y-%m-%d}")

    def moment(self, name: str, moment: datetime) -> Hand:
        """A day and time of the committee's zone."""
        return self._date(name, f"{moment:%m%d%Y}", (f"{moment:%I%M}", f"{moment:%p}"), f"{moment:%Y-%m-%dT%H:%M}")

    def file(self, name: str, path: Path) -> Hand:
        """Choose a file; the window in which it is chosen is the system's and not the page's."""
        target = self._seen(f'input[name="{name}"]')
        if self.keys:
            self._to(target)
        target.set_input_files(str(path))
        return self

    def download(self, selector: str) -> Path:
        """Press something that gives a file."""
        target = self._seen(selector)
        with self.page.expect_download() as found:
            self._press(target)
        return Path(found.value.path())

    def fetched(self, selector: str) -> bytes:
        """What a link that can be reached gives: for files that the browser shows by itself."""
        target = self._seen(selector)
        if self.keys:
            self._to(target)
        root = "/".join(self.page.url.split("/")[:3])
        answer = self.page.request.get(root + target.get_attribute("href"))
        assert answer.ok, f"{answer.status} {answer.url}"
        return bytes(answer.body())

    def text(self) -> str:
        """What the page says."""
        return str(self.page.locator("main").inner_text())

    def _date(self, name: str, digits: str, time: tuple[str, ...], value: str) -> Hand:
        target = self._seen(f'input[name="{name}"]')
        if self.keys:
            self._to(target)
            self.page.keyboard.type(digits)
            if time:
                self.page.keyboard.press("ArrowRight")  # a year may have six digits
                for part in time:
                    self.page.keyboard.type(part)
        else:
            target.fill(value)
        assert target.input_value() == value
        return self

    def _press(self, target: Any) -> None:
        if self.keys:
            self._to(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def _seen(self, selector: str) -> Any:
        """A control, brought into view: what is folded away is opened first, by the same means."""
        target = self.page.locator(selector).first
        assert target.count(), f"{selector} is not on {self.page.url}"
        for _ in range(4):
            if target.is_visible():
                break
            folded = target.locator("xpath=ancestor::details[not(@open)]").first
            self._press(folded.locator("summary").first)
        assert target.is_visible(), f"{selector} is not to be seen on {self.page.url}"
        return target

    def _to(self, target: Any) -> None:
        """Tab until it has the focus; the focus must be seen there."""
        handle = target.element_handle()
        for _ in range(_TABS):
            if self.page.evaluate("e => document.activeElement === e", handle):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {handle} on {self.page.url}")
