"""Draw the README's picture: who won each seat in 2019 and in 2024, one hexagon a seat.

`python tools/readme_picture.py` writes docs/images/winners.svg from the embedded data.
"""

from __future__ import annotations

from pathlib import Path

from khaka.catalog import Catalog
from khaka.core.nouns import Seat
from khaka.measures.ranked import house
from khaka.render.tilemap import tile_map

TARGET = Path(__file__).parent.parent / "docs" / "images" / "winners.svg"
OTHER = "#9a9a93"
NAMED = ("BJP", "INC", "SP", "AITC", "DMK", "YSRCP", "TDP", "BJD", "SHS", "JDU", "BSP", "TRS")


def main() -> None:
    catalog = Catalog()
    seats = [
        Seat(i, r["state_code"] or "", int(r["number"] or 0), r["name_en"] or "", r["name_hi"] or "", "GEN",
             (int(r["tile_col"] or 0), int(r["tile_row"] or 0)))
        for i, r in sorted(catalog.seats.items())
    ]  # fmt: skip
    tiles = tile_map(seats, radius=6.0, margin=4.0)
    width, height = tiles.width, tiles.height
    parts = []
    for n, election in enumerate(("LS2019", "LS2024")):
        won = dict(house(catalog.election(election).results).seats.select("seat_id", "party1").iter_rows())
        counts = {p: sum(1 for v in won.values() if v == p) for p in NAMED}
        shift = n * (width + 30)
        parts.append(
            f'<text x="{shift + width / 2:.1f}" y="20" text-anchor="middle" font-size="15">{election[2:]}</text>'
        )
        for hexagon in tiles.hexagons:
            party = won[hexagon.seat.id]
            fill = (catalog.colour(party) or OTHER) if party in NAMED else OTHER
            points = " ".join(f"{x + shift:.1f},{y + 30:.1f}" for x, y in hexagon.corners)
            title = f"{hexagon.seat.name_en}: {catalog.party(party).in_language('en')}"
            parts.append(
                f'<polygon points="{points}" fill="{fill}" stroke="#fff" stroke-width=".6"><title>{title}</title></polygon>'
            )
        rest = 543 - sum(counts.values())
        legend = [(p, counts[p]) for p in NAMED if counts[p]] + [("others", rest)]
        for i, (party, count) in enumerate(legend):
            x, y = shift + (i % 4) * (width / 4), height + 48 + (i // 4) * 18
            fill = catalog.colour(party) or OTHER if party != "others" else OTHER
            name = catalog.party(party).in_language("en") if party != "others" else "others"
            parts.append(f'<rect x="{x:.0f}" y="{y - 9:.0f}" width="10" height="10" fill="{fill}"/>')
            parts.append(f'<text x="{x + 14:.0f}" y="{y:.0f}" font-size="11">{name} {count}</text>')
    total_width, total_height = 2 * width + 30, height + 112
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total_width:.0f} {total_height:.0f}" '
        'font-family="system-ui, sans-serif" fill="#333" role="img" aria-label="Winners of the Lok Sabha seats in 2019 '
        f'and 2024">\n<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n",
        encoding="utf-8",
    )  # fmt: skip


if __name__ == "__main__":
    main()
