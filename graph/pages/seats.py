"""Who chairs a body and who sits on it, as the newest document says, and who did so formerly."""

from __future__ import annotations

from goldthread.graph.pages.sections import SectionBuilder
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.text.dates import spoken
from goldthread.graph.text.english import listed

# Members in one fact, of more how many there are: set by hand, because whoever looks at a board looks for
# just these.
MOST_MEMBERS = 12


def people(thing: Thing, parts: SectionBuilder) -> dict[str, str]:
    """Who chairs a board and who sits on it, as the newest document says that names any, and who did."""
    holders = _holders(parts)
    chair = dict.fromkeys(f"{_person(answer, holders)}, {known_in_words(answer)}" for answer in chairs(parts))
    unknown = "not recorded" if thing.type == "Board" else ""
    ended = [answer for answer in parts.former("sitting") if answer.property == "memberOf"]
    former = map(_former, sorted(ended, key=lambda answer: answer.until or "", reverse=True))
    return {
        "chair": "; ".join(chair) or unknown,
        "members": _members(parts, holders),
        "formerly": listed(list(dict.fromkeys(former)), MOST_MEMBERS),
    }


def _members(parts: SectionBuilder, holders: dict[str, Answer]) -> str:
    """Who sits on a board and does not chair it, with the date of the document that says so."""
    sitting = [answer for answer in parts.running("sitting") if answer.property == "memberOf"]
    seats = [answer for answer in sitting if "chair" not in answer.relation]
    newest = max((answer.as_at or "" for answer in seats), default="")
    members = dict.fromkeys(_person(answer, holders) for answer in seats if (answer.as_at or "") == newest)
    # What a later document says of a day is not so as of that document.
    dated = newest and (not parts.day or parts.day.knew(newest))
    return listed(list(members), MOST_MEMBERS) + (f" (as of {newest})" if dated else "")


def told_chairs(parts: SectionBuilder) -> list[Answer]:
    """Up to two chairs; where only a former one is known, that one."""
    former = [answer for answer in parts.former("sitting") if "chair" in answer.relation]
    return chairs(parts)[:2] or former[:1]


def chairs(parts: SectionBuilder) -> list[Answer]:
    """The chairs of a board, by the newest document that names one; former ones are none."""
    seats = [answer for answer in parts.running("sitting") if "chair" in answer.relation]
    newest = max((answer.as_at or "" for answer in seats), default="")
    return [answer for answer in seats if (answer.as_at or "") == newest]


def known_in_words(answer: Answer) -> str:
    """How and as of when an answer is known, in two words."""
    return ", ".join(filter(None, [answer.how(), answer.as_at]))


def status_in_words(answer: Answer) -> str:
    """How far along a link is, where that is unusual."""
    return answer.status if answer.status and answer.status != "in place" else ""


def _former(answer: Answer) -> str:
    """Who sat on a board, in which role, and until when."""
    notes = [_role(answer), f"until {spoken(answer.until or '')}"]
    return f"{answer.subject.label} ({', '.join(note for note in notes if note != 'member')})"


def _holders(parts: SectionBuilder) -> dict[str, Answer]:
    """By post, the first answer on who holds it."""
    holding = [answer for answer in parts.running("sitting") if answer.property == "heldBy"]
    return {answer.subject.id: answer for answer in reversed(holding)}


def _person(answer: Answer, holders: dict[str, Answer]) -> str:
    """Who sits on a board: the post or person, with the holder, the role and the status."""
    held = holders.get(answer.subject.id)
    holder = held.object.label if held and held.object else ""
    # Whoever held a post in another year may not have sat there.
    if holder and held and (held.as_at or "")[:4] != (answer.as_at or "")[:4]:
        holder = f"{holder} in {held.as_at}"
    role = _role(answer)
    until = f"until {spoken(answer.until)}" if answer.until and answer.until != answer.from_ else ""
    notes = list(
        filter(None, [holder, "" if role in ("member", "chair") else role, status_in_words(answer), until])
    )
    return f"{answer.subject.label} ({', '.join(notes)})" if notes else answer.subject.label


def _role(answer: Answer) -> str:
    return answer.relation.removeprefix("is ").removesuffix(" of").removesuffix(" to")
