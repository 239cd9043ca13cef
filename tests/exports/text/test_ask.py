"""A reply made by hand in every style, plainly or with how it was understood; nothing in it is obeyed."""

from __future__ import annotations

import json

import pytest

from goldthread.exports.text.ask import heard_text
from goldthread.exports.text.tables import reply_text
from goldthread.graph.ask.reply import AskReply
from goldthread.graph.results.answers import Answer, Evidence, Thing

PLACE = Evidence("Update", "update.txt", "page 1", "chairs it", "2024-09")
ANSWER = Answer(
    Thing("p", "Anna", "Person"),
    "is chair of",
    Thing("b", "The Board", "Board"),
    as_at="2024-09",
    evidence=(PLACE,),
)
HEARD = AskReply(
    "Who chairs it?",
    "Anna is chair of The Board.",
    (ANSWER,),
    looked_in=("Plan, page 2", "Update"),
    sure=True,
    verdict="answer",
    understood=(("wanted", "chair"), ("words looked for", "chair board")),
    again=(
        "goldthread query --name members-of-board --set board=b",
        "goldthread query --name links-of --set thing=p",
    ),
)

TABLE = """Anna is chair of The Board.

thing  what is known          how     where it stands
─────  ─────────────────────  ──────  ───────────────────────
Anna   is chair of The Board  stated  Update, 2024-09, page 1
"""

EXPLAINED = """
the question      was understood as
────────────────  ─────────────────
verdict           answer
wanted            chair
words looked for  chair board

Looked in: Plan, page 2; Update

To see the rows behind it, or their SPARQL with --sparql:

    goldthread query --name members-of-board --set board=b
    goldthread query --name links-of --set thing=p
"""


def test_plainly_it_is_a_reply_like_any_other() -> None:
    assert heard_text(HEARD, "table") == TABLE
    for style in ("table", "md", "csv"):
        assert heard_text(HEARD, style) == reply_text(HEARD, style)


def test_explained_it_says_how_the_question_was_understood_and_how_to_ask_again() -> None:
    assert heard_text(HEARD, "table", explain=True) == TABLE + EXPLAINED


def test_what_there_is_nothing_of_is_left_out() -> None:
    bare = AskReply(
        "?", "Nothing.", verdict="not understood", understood=(("wanted", "anything that is said"),)
    )
    assert heard_text(bare, "table", explain=True) == (
        "Nothing.\n\nthe question  was understood as\n────────────  ─────────────────────\n"
        "verdict       not understood\nwanted        anything that is said\n"
    )


def test_markdown_keeps_commands_apart_as_code() -> None:
    text = heard_text(HEARD, "md", explain=True)
    assert "| wanted | chair |" in text
    assert text.endswith(
        "with --sparql:\n\n    goldthread query --name members-of-board --set board=b\n"
        "    goldthread query --name links-of --set thing=p\n"
    )


@pytest.mark.parametrize("explain", [True, False])
def test_json_and_csv_are_the_same_explained_or_not(explain: bool) -> None:
    data = json.loads(heard_text(HEARD, "json", explain=explain))
    assert data == HEARD.to_json()
    assert data["understood"] == {"wanted": "chair", "words looked for": "chair board"}
    assert heard_text(HEARD, "csv", explain=explain) == reply_text(HEARD, "csv")


def test_hostile_words_of_a_question_are_harmless() -> None:
    hostile = AskReply(
        "?",
        "x",
        verdict="answer",
        understood=(("words looked for", "\x1b[31m|<b>*"),),
        looked_in=("\x07plan",),
    )
    for style in ("table", "md"):
        assert not {"\x1b", "\x07"} & set(heard_text(hostile, style, explain=True))
    assert r"\|\<b\>\*" in heard_text(hostile, "md", explain=True)
