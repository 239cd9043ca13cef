"""The gaps around two plans as text: counts, then lists that read well aloud.

Things that lack the same and for which the same was looked at stand together, so that what was looked at is
said once."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from goldthread.exports.text.tables import escaped, json_text, plain, prose, rows_text, width
from goldthread.graph.alignment.gaps import GAP_KINDS, Gap, Gaps
from goldthread.graph.text.english import listed


def gaps_text(gaps: Gaps, style: str) -> str:
    """The gaps in one of the styles table, json, csv (a row a gap), md."""
    if style == "json":
        return json_text(gaps.to_json())
    if style == "csv":
        return rows_text(list(gaps.rows()), style, gaps.columns)
    parts = [prose(gaps.text, style), rows_text(list(gaps.shown()), style)]
    for tally in gaps.tallies:
        mine = [gap for gap in gaps.items if (gap.kind, gap.plan) == (tally.kind, tally.plan)]
        heading = f"{GAP_KINDS[tally.kind].capitalize()}: {tally.plan}"
        if mine:
            parts.append("\n".join([_heading(heading, style), *_groups(mine, style)]))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _heading(text: str, style: str) -> str:
    return f"## {escaped(text)}\n" if style == "md" else prose(text, style) + "\n"


def _groups(gaps: Sequence[Gap], style: str) -> Iterator[str]:
    """The gaps by state and by what was looked at, those with nothing at all first."""
    groups: dict[tuple[str, str], list[Gap]] = {}
    for gap in sorted(gaps, key=lambda gap: bool(gap.support)):
        groups.setdefault((gap.state, _looked(gap)), []).append(gap)
    for (state, looked), mine in groups.items():
        yield prose(f"{state.capitalize()}, {len(mine)}. {looked}", style) + ("\n" if style == "md" else "")
        for gap in mine:
            yield from _item(gap, style)
        yield ""


def _looked(gap: Gap) -> str:
    """What was looked at: each question with its documents, or that nobody looked."""
    if not gap.searches:
        return "Not recorded; nobody has looked for it in particular:"
    searches = [f"“{search.asked}” {search.where}" for search in gap.searches]
    return f"Looked for and none found: {listed(searches, 2)}:"


def _item(gap: Gap, style: str) -> Iterator[str]:
    under = f" ({gap.under})" if gap.under else ""
    support = f": {gap.support_in_words}" if gap.support else ""
    text = f"{gap.thing.label}{under}{support}"
    if style == "md":
        yield f"- {escaped(text)}"
    else:
        yield textwrap.fill(plain(text), width(), initial_indent="  - ", subsequent_indent="    ")
