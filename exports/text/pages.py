"""The page of one thing as text: a few facts, then each section as a list with bases and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from goldthread.exports.text.outline import fill, heading, point, title
from goldthread.exports.text.tables import json_text, prose, rows_text
from goldthread.graph.pages.model import NOT_FOUND, Page, Section, line, other
from goldthread.graph.query.searches import Search
from goldthread.graph.results.answers import Answer
from goldthread.graph.results.phrasing import source

# Points of a section that are shown unless everything is wanted: of one in a single part, of one in several
# parts together, and of each of its parts. Set by hand, so that a page is about two screens long.
MOST, MOST_GROUPED, MOST_UNDER = 4, 6, 2


def page_text(page: Page, style: str = "table", *, everything: bool = False) -> str:
    """The page in one of the styles table, json, csv, md.

    As a table or in Markdown long sections are cut to what is newest of each kind, with how many more there
    are and how to see them, unless everything is wanted."""
    if style == "json":
        return json_text(page.to_json())
    if style == "csv":
        return rows_text(list(page.rows()), style, page.columns)
    most = None if everything else MOST
    lines = [title(page.thing.label, style), "", prose(page.text, style), ""]
    if page.facts:
        lines += [rows_text([{"what": name, "is": told} for name, told in page.facts], style).rstrip(), ""]
    for name, same in groupby(page.sections, key=lambda section: section.heading):
        lines += [*heading(name, style), *_section(list(same), page, style, most), ""]
    if page.none_found:
        lines += [*heading(NOT_FOUND, style), *_searches(page.none_found, page, style, most), ""]
    if page.others:
        lines.append(prose("See also: " + "; ".join(page.others), style))
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _section(parts: Sequence[Section], page: Page, style: str, most: int | None) -> Iterator[str]:
    """The points of a section, below what they have in common if it has several parts."""
    several, hidden = len(parts) > 1, 0
    left = MOST_GROUPED if most and several else most
    for part in parts:
        room = min(left, MOST_UNDER) if several and left is not None else left
        chosen = part.answers if room is None else _first(part.answers, page, room)
        hidden += len(part.answers) - len(chosen)
        left = None if left is None else left - len(chosen)
        if chosen and part.under:
            yield from fill(
                part.under[0].upper() + part.under[1:], "" if style == "md" else "  ", style=style
            )
        for answer in chosen:
            yield from point(line(answer, page.thing), source(answer), 1 if style != "md" else 0, style)
    yield from _more(hidden, page, style)


def _first(answers: Iterable[Answer], page: Page, most: int) -> list[Answer]:
    """The first answers that each say something new: an older statement of the same is left for `--all`."""
    new: dict[object, Answer] = {}
    for answer in answers:
        end = other(answer, page.thing)
        new.setdefault((answer.relation, answer.subject.id, end.id if end else answer.value), answer)
    return list(new.values())[:most]


def _searches(none_found: Sequence[Search], page: Page, style: str, most: int | None) -> Iterator[str]:
    """What was looked for in vain, and where."""
    for search in none_found[:most]:
        yield from point(
            search.asked,
            f"{search.basis}; looked in: {'; '.join(search.documents)}",
            1 if style != "md" else 0,
            style,
        )
    yield from _more(len(none_found[most:]) if most else 0, page, style)


def _more(hidden: int, page: Page, style: str) -> Iterator[str]:
    if hidden:
        # The name alone would lead to the page of another thing of that name.
        same_name = page.thing.label.casefold() in map(str.casefold, page.others)
        by_identifier = page.thing.area or f"“{page.thing.id}”" in page.question
        name = page.thing.id if same_name or by_identifier else f'"{page.thing.label}"'
        yield from fill(
            f"and {hidden} more: goldthread show {name} --all", "" if style == "md" else "  ", style=style
        )
