"""What a person's words were taken for, in words: the things meant, and by which names they were found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldthread.graph.query.names import Match, covers
from goldthread.graph.results.phrasing import kind, named, plain_words
from goldthread.graph.text.english import counted

# From this fit of a name on, from 0 to 1, the words are the name itself and nothing is said of it. Set by
# hand: the same words in another order or number fit with 0.99, those that are only a part of the name mostly
# with less.
SAID_PLAINLY = 0.97


def taken(text: str, meant: Sequence[Match]) -> str:
    """What a person's words were taken for, as a sentence and a space; empty where they are the thing's own
    name, its initials or its identifier."""
    if (
        meant[0].score >= SAID_PLAINLY
        and _is_plain(text, meant[0].thing.shown.casefold())
        or text == meant[0].thing.id
    ):
        return ""
    names = dict.fromkeys(named(match.thing) for match in meant)
    return f"“{plain_words(text)}” is taken as {' or '.join(names)}. "


def _is_plain(text: str, shown: str) -> bool:
    """Whether a text is the name shown, in whichever order, a part of that, or its initials; a former or
    other name is not."""
    said = " ".join(text.casefold().split())
    initials = {word[0] for word in re.findall(r"\w+", shown)}
    is_short = re.fullmatch(r"\w{2,8}", said) is not None and initials.issuperset(said)
    return is_short or said in shown or covers(shown, said)


def what(match: Match) -> str:
    """What a thing is, and the name by which it was found if that is not the one shown."""
    tier = f" ({match.thing.tier})" if match.thing.tier else ""
    called = "" if match.name == match.thing.label.lower() else f", found as “{match.name}”"
    return f"{kind(match.thing)}{tier}{called}"


def found(text: str, matches: Sequence[Match]) -> str:
    """How many things bear a name, and the nearest of them."""
    if not matches:
        return f"Nothing in the graph is called “{text}”."
    best = matches[0].thing
    many = counted(len(matches), "thing")
    return f"{many} may be called “{text}”; the nearest is {named(best)} ({kind(best)})."
