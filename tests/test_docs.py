"""What the documents say holds: commands exist, the reference is current, no machine is named."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from khaka.cli.main import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


def calls(page: Path) -> list[str]:
    """`khaka ...` calls in the page's shell blocks."""
    blocks = re.findall(r"```bash\n(.*?)```", page.read_text("utf-8"), re.S)
    return [m for b in blocks for m in re.findall(r"(?:^|/|&& )(khaka [^#\n&>]+)", b, re.M)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_and_options_in_the_documents_exist(page: Path) -> None:
    root = typer.main.get_command(app)
    for call in calls(page):
        words = call.split()[1:]
        command = root
        while words and hasattr(command, "commands"):
            assert words[0] in command.commands, call
            command = command.commands[words.pop(0)]
        options = {o for p in command.params for o in p.opts}
        assert {w for w in words if w.startswith("--")} <= options, call


def test_the_reference_is_current() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "command_reference.py", "--check"], capture_output=True)
    assert done.returncode == 0, done.stderr


def test_help_has_an_example_for_each_command() -> None:
    def leaves(group: object) -> list[object]:
        found = []
        for command in group.commands.values():  # type: ignore[attr-defined]
            found += leaves(command) if hasattr(command, "commands") else [command]
        return found

    for command in leaves(typer.main.get_command(app)):
        assert "Example: khaka" in (command.help or ""), command.name  # type: ignore[attr-defined]


def test_links_in_the_documents_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_lock_file_names_no_address() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    assert "://" not in text and "--hash=sha256:" in text
