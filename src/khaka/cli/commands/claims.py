"""`khaka claims extract`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker
from khaka.core.message import msg
from khaka.locale import Translator

claims = typer.Typer(
    no_args_is_help=True, help="Claims in news reports: who says what, and what the data say.", rich_markup_mode=None
)
app.add_typer(claims, name="claims")


@claims.command("extract")
def extract(
    file: Annotated[str, typer.Argument(help="A report: an HTML or text file, or a web address.")],
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Attributed claims of a report, as suggestions. Example: khaka claims extract report.html --json"""
    from khaka.desk.claims import claims_of, document

    say, catalog = speaker(lang), open_catalog(data)
    found = claims_of(catalog, file)
    shown = document(found, say)
    if as_json:
        print_json(shown)
        return
    _show(shown, say)


def _show(shown: dict, say: Translator) -> None:  # type: ignore[type-arg]
    console = Console()
    console.print(escape(shown["title"] or label(say, "cli.claims.no_title")), style="bold")
    console.print(label(say, "cli.claims.published", day=shown["published"] or label(say, "cli.claims.not_known")))
    if not shown["claims"]:
        console.print(label(say, "cli.claims.none"))
    for c in shown["claims"]:
        who = escape(c["speaker"]) if c["speaker"] else label(say, f"claims.kind_of.{c['speaker_kind']}")
        record = label(say, "cli.claims.on_record" if c["on_record"] else "cli.claims.off_record")
        side = label(say, f"claims.side.{c['side']}")
        console.print(f"\n{c['id']}  {who} ({side}, {record})")
        console.print(f"  {escape(c['quote'])}")
        if c["value"] is not None:
            console.print(f"  = {c['value']} {c['unit']}" + (f" ({c['about']})" if c["about"] else ""))
        if c["refers_to"]:
            console.print("  " + label(say, "cli.claims.refers_to", what=escape(c["refers_to"])))
        for flag in c["flags"]:
            console.print(
                f"  ! {escape(flag['text'])}" + (f" {escape(flag['explanation'])}" if flag["explanation"] else "")
            )
    if shown["disagreements"]:
        console.print("\n" + label(say, "cli.claims.disagreements"))
        for d in shown["disagreements"]:
            console.print("  " + ", ".join(d["claims"]))
    n = len(shown["boilerplate_removed"])
    console.print("\n" + say.text(msg("cli.claims.removed", n=n, plural="n")))
    console.print(label(say, "cli.claims.suggestions"))
