"""10. Organisation: posts as the mission gives them, with source, day and check; nothing is assumed."""

from __future__ import annotations

from khaka.blueprint.base import Builder, heading, words
from khaka.blueprint.blocks import Block, Column, Notice, Row, Section, Table
from khaka.core.figure import How, Kind
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.spec import Posts
from khaka.strategy import Strategy


def build(strategy: Strategy) -> Section:
    brief = strategy.brief
    posts = brief.mission.hand.organisation_posts
    if not posts:
        blocks: tuple[Block, ...] = (Notice("empty", msg("s10.none")),)
        return Section(10, "organisation", msg("s10.title"), blocks, msg("s10.decision"))
    made: list[Block] = [_posts(brief, posts)]
    if any(not checked(p) for p in posts):
        made.append(Notice("caution", msg("s10.unverified")))
    made.append(Notice("method", msg("s10.method")))
    return Section(10, "organisation", msg("s10.title"), tuple(made), msg("s10.decision"))


def checked(posts: Posts) -> bool:
    """True when every filled post was checked by somebody outside the unit that reported it."""
    return posts.filled is not None and posts.verified == posts.filled


def _posts(brief: Brief, posts: tuple[Posts, ...]) -> Table:
    columns = (
        words("level"),
        words("state"),
        *(_given(key) for key in ("posts_total", "posts_filled")),
        Column("posts_vacant", heading("posts_vacant"), Unit.COUNT, msg("s10.posts_vacant"),
               How(Kind.DERIVED, formula="posts_total - posts_filled"), sources=("mission",)),
        *(_given(key) for key in ("posts_trained", "posts_verified")),
        words("check"),
        words("date"),
        words("source"),
    )  # fmt: skip
    rows = tuple(
        Row(
            f"{p.level}-{p.state or 'all'}-{p.day}",
            (
                msg(f"section.level.{p.level}") if p.level else None,
                brief.catalog.states.get(p.state) if p.state else msg("s10.whole_country"),
                p.total,
                p.filled,
                p.total - p.filled if p.total is not None and p.filled is not None else None,
                p.trained,
                p.verified,
                _check(p),
                p.day,
                p.source,
            ),
        )
        for p in posts
    )
    return Table("s10.posts", msg("s10.posts.title"), columns, rows, msg("s10.posts.note"))


def _given(key: str) -> Column:
    how = How(Kind.GIVEN, of=(f"organisation_posts.{key.removeprefix('posts_')}",))
    return Column(key, heading(key), Unit.COUNT, msg(f"s10.{key}"), how, sources=("mission",))


def _check(posts: Posts) -> Message:
    if checked(posts):
        return msg("s10.check.all")
    return msg("s10.check.part" if posts.verified else "s10.check.none")


builder = Builder(10, "organisation", build)
