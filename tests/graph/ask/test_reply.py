"""The text of a reply: what belongs together is said once with every source, and long lists are cut."""

from __future__ import annotations

from dataclasses import replace

from goldthread.graph.ask.answers import Statement
from goldthread.graph.ask.decision import Decision, Verdict
from goldthread.graph.ask.fields import Candidate
from goldthread.graph.ask.question import parse
from goldthread.graph.ask.reply import MOST_TOLD, text_of, together
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved
from goldthread.graph.results.answers import Answer, Evidence, Thing

BOARD = Thing("board", "The Board", "Board")
PLACE = Evidence("Update", "update.txt", "page 1", "sits on the board", "2024-09")
ASKED = parse("Who sits on the board?")


def member(name: str, place: Evidence = PLACE, relation: str = "is a member of") -> Statement:
    thing = Thing(name.lower(), name, "Agency")
    return Statement(
        Answer(thing, relation, BOARD, evidence=(place,), property="member"), f"{name} {relation} The Board"
    )


def sought(respelt: dict[str, tuple[str, ...]] | None = None) -> Retrieved:
    return Retrieved([], {}, {}, {"board": ("The Board", "strategic board")}, {}, respelt or {})


def reply(
    verdict: Verdict,
    *groups: list[Statement],
    looked: tuple[Candidate, ...] = (),
    places: tuple[str, ...] = (),
) -> str:
    return text_of(ASKED, sought(), Decision(verdict, looked=looked), groups, places)


def test_one_answer_is_its_sentence() -> None:
    assert (
        together([member("Police")])
        == "Police is a member of The Board — stated: Update (2024-09), page 1: “sits on the board”."
    )


def test_others_of_the_same_document_are_named_after_the_first() -> None:
    health = member("Health", replace(PLACE, phrase="so does health"))
    assert together([member("Police"), member("Council"), health]) == (
        "Police is a member of The Board — stated: Update (2024-09), page 1: “sits on the board”. "
        "In the same document also: Council; Health (“so does health”)."
    )


def test_what_differs_in_document_relation_or_time_stands_alone() -> None:
    elsewhere = member("Council", Evidence("Plan", "plan.txt", "page 2", "", "2021"))
    assert together([member("Police"), elsewhere]) == (
        "Police is a member of The Board — stated: Update (2024-09), page 1: “sits on the board”. "
        "Council is a member of The Board — stated: Plan (2021), page 2."
    )
    chair = member("Council", relation="is chair of")
    later = replace(member("Council"), answer=replace(member("Council").answer, from_="2024"))
    for other in (chair, later):
        assert "In the same document" not in together([member("Police"), other])


def test_the_same_from_another_document_is_said_by_its_source_alone() -> None:
    again = member("Police", Evidence("Plan", "plan.txt", "page 2", "", "2021"))
    assert together([member("Police"), again]) == (
        "Police is a member of The Board — stated: Update (2024-09), page 1: “sits on the board”. "
        "The same — stated: Plan (2021), page 2."
    )


def test_a_long_list_is_cut_and_the_rest_counted() -> None:
    papers = [
        member(f"Body {number}", replace(PLACE, document=f"Paper {number}"))
        for number in range(MOST_TOLD + 2)
    ]
    text = together(papers)
    assert text.count("is a member of") == MOST_TOLD
    assert text.endswith("“sits on the board”. And 2 more.")
    assert together(papers[:MOST_TOLD]).endswith("“sits on the board”.")


def test_values_are_never_drawn_together() -> None:
    figure = Statement(Answer(BOARD, "actual", value="3", evidence=(PLACE,), property="figure"), "Members: 3")
    assert together([figure, replace(figure, words="Members: 4")]).count("Members") == 2


def test_readings_begin_with_the_likeliest() -> None:
    others = [[member("Council")], [member(name) for name in ("A", "B", "C")]]
    assert reply(Verdict.READINGS, [member("Police")], *others) == (
        f"Not sure that this is what is asked. The likeliest answer: {member('Police').sentence} "
        f"Other readings: {member('Council').sentence} "
        f"Or: {member('A').sentence} In the same document also: B; C."
    )
    assert reply(Verdict.READINGS, [member("Police")]).endswith(
        f"The likeliest answer: {member('Police').sentence}"
    )


def test_what_nobody_looked_for_is_told_as_not_recorded_with_the_nearest() -> None:
    text = (
        "As far as they are recorded, the documents do not say this; nobody has looked for it in particular."
    )
    assert (
        reply(Verdict.NOT_SAID, [member("Police")])
        == f"{text} The nearest that is recorded: {member('Police').sentence}"
    )
    assert reply(Verdict.NOT_SAID) == text


def test_what_somebody_looked_for_is_told_with_the_remark_and_at_most_six_places() -> None:
    row = CandidateRow(
        "none",
        "NoneFound",
        {"title": ("Who wrote it?",), "editorialNote": ("Only the foreword is signed.",)},
        frozenset(),
    )
    looked = (Candidate(row, "none", "none", "", 1.0, 1.0),)
    said = "The documents do not say. Somebody looked for this: Who wrote it? Only the foreword is signed."
    assert reply(Verdict.NOT_SAID, looked=looked) == said
    assert (
        reply(Verdict.NOT_SAID, looked=looked, places=("Plan, page 1", "Update"))
        == f"{said} Looked in: Plan, page 1; Update."
    )
    assert (
        reply(Verdict.NOT_SAID, looked=looked, places=tuple("abcdefgh"))
        == f"{said} Looked in: a; b; c; d; e; f; and 2 more."
    )


def test_what_was_not_understood_offers_the_nearest() -> None:
    text = "This was not understood well enough to answer; try other words, or `goldthread find`."
    assert reply(Verdict.NOT_UNDERSTOOD) == text
    assert (
        reply(Verdict.NOT_UNDERSTOOD, [], [member("Police")])
        == f"{text} The nearest that is recorded: {member('Police').sentence}"
    )


def test_what_an_unknown_word_was_taken_for_is_said_in_whole_words() -> None:
    asked = parse("Who is on the stratgic bord?")
    known = sought({"stratgic": ("board",), "bord": ("nothing", "board")})
    text = text_of(asked, known, Decision(Verdict.ANSWER), [[member("Police")]])
    assert text.startswith(
        "“stratgic” is taken as “board”. “bord” is taken as “nothing board”. Police is a member of"
    )
