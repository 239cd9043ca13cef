"""The sentences in which answers are told, word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Answer, Evidence, Thing

LAMPS = Thing("mill/lamps", "Lamps", "Deliverable", "Mill Plan")
BOARD = Thing("mill/board", "Lamps Board", "Board", "Mill Plan", "Silver", "in place")
TEAM = Thing("mill/team", "Lamps Team", "Team")
PLACE = Evidence("Mill Plan", "mill.txt", "Lamps, paragraph 3", "new lamps", "2021-11")
OWNED = Answer(LAMPS, "is overseen by", BOARD, evidence=(PLACE,), property="overseenBy")
LED = Answer(LAMPS, "is led by", TEAM, evidence=(PLACE,), property="leadAgency")
OWNING = frozenset({"ownedBy", "overseenBy", "responsibilityOf"})
SAID = "stated: Mill Plan (2021-11), Lamps, paragraph 3."


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (OWNED, f"“Lamps” is overseen by Lamps Board (Silver board) — {SAID}"),
        (replace(OWNED, from_="2021-11-17"),
            f"“Lamps” is overseen by Lamps Board (Silver board) since 17 November 2021 — {SAID}"),
        (replace(OWNED, until="2020-03"),
            f"“Lamps” was overseen by Lamps Board (Silver board) until March 2020 — {SAID}"),
        (replace(OWNED, relation="has a part played by", until="2020"),
            f"“Lamps” had a part played by Lamps Board (Silver board) until 2020 — {SAID}"),
        (replace(OWNED, relation="reports to", until="2020"),
            f"“Lamps” reports to Lamps Board (Silver board) until 2020 — {SAID}"),
        (replace(OWNED, until="2022-03"),
            f"“Lamps” is overseen by Lamps Board (Silver board) until March 2022 — {SAID}"),
        (
            replace(OWNED, from_="2021", until="2022", status="planned"),
            f"“Lamps” is overseen by Lamps Board (Silver board) (planned) from 2021 until 2022 — {SAID}",
        ),
        (
            replace(OWNED, basis="inferred", why="It is listed there."),
            ("“Lamps” is overseen by Lamps Board (Silver board) — inferred: It is listed there (Mill "
                "Plan (2021-11), Lamps, paragraph 3)."),
        ),
        (
            replace(OWNED, basis="inferred", evidence=()),
            "“Lamps” is overseen by Lamps Board (Silver board) — inferred: no place given.",
        ),
        (replace(OWNED, basis="suggested", why="Like words.", evidence=()),
            "“Lamps” is overseen by Lamps Board (Silver board) — suggested: no place given."),
        (Answer(BOARD, "has as its figure", value="12%", evidence=(replace(PLACE, date="", place=""),)),
            "Lamps Board has as its figure 12% — stated: Mill Plan."),
        (Answer(LAMPS, "says nothing"), "“Lamps” says nothing  — stated: no place given."),
    ],
)  # fmt: skip
def test_an_answer_is_said_with_basis_place_and_date(answer: Answer, words: str) -> None:
    assert phrasing.sentence(answer) == words


@pytest.mark.parametrize(
    ("tier", "status", "words"),
    [
        ("Gold", "in place", "Lamps Board (Gold board)"),
        ("Bronze", "planned", "Lamps Board (Bronze board, planned)"),
        ("Regional", None, "Lamps Board (Regional)"),
        ("Not stated", "ended", "Lamps Board (ended)"),
        ("Not stated", "in place", "Lamps Board"),
        (None, "final", "Lamps Board"),
        (None, "draft", "Lamps Board (draft)"),
        (None, None, "Lamps Board"),
    ],
)
def test_a_body_is_described_by_tier_and_what_is_unusual(
    tier: str | None, status: str | None, words: str
) -> None:
    assert phrasing.described(replace(BOARD, tier=tier, status=status)) == words


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("Board", "Lamps", "board"),
        ("Agency", "Lamps", "agency"),
        ("Team", "Lamps", "team"),
        ("Person", "Lamps", "person"),
        ("Post", "Lamps", "post"),
        ("Priority", "“Lamps”", "priority"),
        ("ProgressReport", "“Lamps”", "progress report"),
        ("CrossCuttingTheme", "“Lamps”", "cross cutting theme"),
        ("", "“Lamps”", "thing"),
    ],
)
def test_what_is_not_a_body_stands_in_quotation_marks(kind: str, name: str, words: str) -> None:
    assert (phrasing.named(replace(LAMPS, type=kind)), phrasing.kind(replace(LAMPS, type=kind))) == (
        name,
        words,
    )


def test_the_owner_is_told_first_and_up_to_two_other_bodies() -> None:
    bodies = [replace(BOARD, id=f"mill/{name}", label=name, tier=None) for name in ("Two", "Three", "Four")]
    others = [replace(OWNED, object=body, relation="is owned by", property="ownedBy") for body in bodies]
    assert phrasing.owned([LAMPS], [OWNED, replace(OWNED, as_at="2020"), *others, LED], OWNING) == " ".join(
        [
            f"“Lamps” is overseen by Lamps Board (Silver board) — {SAID}",
            f"“Lamps” is owned by Two — {SAID}",
            f"“Lamps” is owned by Three — {SAID}",
        ]
    )


def test_without_an_owner_it_is_said_that_there_is_none_and_who_else_carries_it() -> None:
    coordinated = replace(OWNED, relation="is coordinated by", property="coordinatedBy")
    third = replace(LED, object=replace(TEAM, id="mill/third", label="Third"))
    assert phrasing.owned([LAMPS], [LED, coordinated, third], OWNING) == " ".join(
        [
            f"“Lamps” is led by Lamps Team — {SAID}",
            f"“Lamps” is coordinated by Lamps Board (Silver board) — {SAID}",
            "No document says in so many words who owns “Lamps”.",
        ]
    )


def test_each_of_several_things_is_told_of_and_one_name_once() -> None:
    other = replace(LAMPS, id="mill/lamps-too", label="Old lamps")
    twin = replace(LAMPS, id="mill/lamps-again")
    assert phrasing.owned([LAMPS, other, twin], [OWNED], OWNING) == " ".join(
        [
            f"“Lamps” is overseen by Lamps Board (Silver board) — {SAID}",
            "The documents do not say who owns “Old lamps”.",
        ]
    )


def test_silence_is_told_with_what_is_above_and_where_somebody_looked() -> None:
    above = replace(
        OWNED,
        relation="is part of",
        object=Thing("mill/plan", "Mill Plan", "Plan", status="final"),
        property="isPartOf",
    )
    assert phrasing.not_said(
        [LAMPS], [above], [("Mill Plan", "Lamps"), ("Mill Plan", "Oil"), ("", "Mill Update")]
    ) == (
        f"The documents do not say who owns “Lamps”. Looked in: Mill Plan; Mill Update. “Lamps” is "
        f"part of Mill Plan — {SAID}"
    )
    assert phrasing.not_said([LAMPS], [], []) == (
        "Nothing is recorded of who owns “Lamps”; nobody has looked for it in particular."
    )
    many = [("", f"Document {number}") for number in range(1, 9)]
    assert phrasing.not_said([LAMPS, BOARD, LAMPS], [], many) == (
        "The documents do not say who owns “Lamps” or Lamps Board. Looked in: Document 1; Document "
        "2; Document 3; "
        "Document 4; Document 5; Document 6 and 2 more."
    )


@pytest.mark.parametrize(
    ("printed", "unit", "kind", "compared", "area", "words"),
    [
        ("14", "count", "actual", "", "", "14"),
        ("12%", "per cent", "change", "the year before", "", "12% compared with the year before"),
        ("12%", "per cent", "change", "from 2019", "Anytown", "12% from 2019 (Anytown)"),
        ("5%", "per cent", "change", "Compared with 2019", "", "5% Compared with 2019"),
        ("7", "minutes", "actual", "", "", "7 minutes"),
        ("7 minutes", "minutes", "actual", "", "", "7 minutes"),
        ("£20,000", "GBP", "actual", "", "Anytown", "£20,000 (Anytown)"),
        ("TBC", "", "target", "", "", "TBC"),
        ("TBC", "lamps", "target", "", "", "TBC"),
    ],
)
def test_a_figure_is_shown_as_printed(
    printed: str, unit: str, kind: str, compared: str, area: str, words: str
) -> None:
    row = {"printed": printed, "unit": unit, "kind": kind, "compared": compared, "area": area}
    assert phrasing.figure(row) == words


@pytest.mark.parametrize(
    ("printed", "number", "words"),
    [
        ("12%", "-12", "down 12%"),
        ("12%", "12", "up 12%"),
        ("12", "12", "up 12 lamps"),
        ("twelve", "12", "twelve lamps"),
        ("-12%", "-12", "-12%"),
        ("12% reduction", "-12", "12% reduction"),
        ("7 fewer", "-7", "7 fewer lamps"),
        ("half as many", "", "half as many"),
    ],
)
def test_a_change_says_its_direction_once(printed: str, number: str, words: str) -> None:
    unit = "per cent" if "%" in printed else "lamps"
    row = {
        "printed": printed,
        "number": number,
        "unit": unit,
        "kind": "change" if printed != "twelve" else "actual",
    }
    assert phrasing.figure(row) == words


def test_a_persons_words_are_repeated_on_one_line() -> None:
    assert phrasing.plain_words("  two\n\tlines ") == "two lines"
    assert phrasing.plain_words("x" * 80) == "x" * 80
    assert phrasing.plain_words("x" * 81) == "x" * 79 + "…"
