"""Results as sentence, table, data frame and network; no label in them can do harm."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.results.answers import COLUMNS, Answer, Evidence, Reply, Thing
from goldthread.graph.results.base import Result, RowsResult

HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e"
BOARDS = RowsResult(
    "Which boards are there?",
    "Two boards.",
    ({"board": "Lamps", "tier": ""}, {"board": HOSTILE, "tier": "Gold"}),
    ("board", "tier"),
)
NONE = RowsResult("Which boards are there?", "No boards.", (), ("board", "tier"))
LAMPS, BOARD = (
    Thing("any/lamps", "Lamps", "Priority", "Plan"),
    Thing("any/board", "Lamps Board", "Board", "Plan", "Silver", "in place"),
)
PLACE = Evidence("Plan", "plan.txt", "page 1", "its words", "2021-11")
LINK = Answer(LAMPS, "is overseen by", BOARD, as_at="2021-11", evidence=(PLACE,), property="overseenBy")
FIGURE = Answer(Thing("any/lit", "Streets lit", "Measure"), "actual", None, "59 per cent", property="figure")
REPLY = Reply("Who owns “Lamps”?", "Lamps Board oversees it.", (LINK, FIGURE))


class Frame:
    """What stands in for a pandas frame: it keeps what it was made of."""

    def __init__(self, rows: list[dict[str, str]], columns: list[str], dtype: str) -> None:
        self.made_of = (rows, columns, dtype)


@pytest.fixture
def pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = ModuleType("pandas")
    module.DataFrame = Frame
    monkeypatch.setitem(sys.modules, "pandas", module)


@pytest.fixture(autouse=True)
def eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.usefixtures("pandas")
def test_a_frame_has_the_rows_as_text() -> None:
    frame: Any = BOARDS.to_dataframe()
    assert frame.made_of == (
        [{"board": "Lamps", "tier": ""}, {"board": HOSTILE, "tier": "Gold"}],
        ["board", "tier"],
        "string",
    )


@pytest.mark.usefixtures("pandas")
@pytest.mark.parametrize(
    ("result", "columns"), [(NONE, ("board", "tier")), (Reply("?", "Nothing."), COLUMNS)]
)
def test_a_frame_without_rows_has_the_columns(result: Result, columns: tuple[str, ...]) -> None:
    frame: Any = result.to_dataframe()
    assert frame.made_of == ([], list(columns), "string")


def test_without_pandas_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(
        GoldthreadError, match=r"^A data frame needs pandas, which is not installed: pip install pandas$"
    ):
        BOARDS.to_dataframe()


def test_a_result_prints_as_a_sentence_and_a_table() -> None:
    shown = "Two boards.\n\nboard                            tier\n" + "─" * 31 + "  ────\nLamps\n"
    assert str(BOARDS) == shown + "<script>alert(1)</script>\ufffd[31m\ufffd  Gold\n"
    assert str(NONE) == "No boards.\n"


def test_a_reply_prints_the_columns_that_fit_a_page() -> None:
    assert str(REPLY) == (
        "Lamps Board oversees it.\n\n"
        "thing        what is known                        how     where it stands\n"
        "───────────  ───────────────────────────────────  ──────  ─────────────────────\n"
        "Lamps        is overseen by Lamps Board (Silver)  stated  Plan, 2021-11, page 1\n"
        "Streets lit  actual 59 per cent                   stated\n"
    )


def test_a_notebook_shows_html_in_which_labels_do_nothing() -> None:
    assert NONE._repr_html_() == "<p>No boards.</p>"
    assert BOARDS._repr_html_() == (
        '<p>Two boards.</p><table><thead><tr><th scope="col">board</th><th '
        'scope="col">tier</th></tr></thead><tbody>'
        "<tr><td>Lamps</td><td></td></tr>"
        "<tr><td>&lt;script&gt;alert(1)&lt;/script&gt;\ufffd[31m\ufffd</td><td>Gold</td></tr></tbody></table>"
    )


def test_a_prompt_shows_what_is_printed() -> None:
    said: list[str] = []
    BOARDS._repr_pretty_(SimpleNamespace(text=said.append), cycle=False)
    BOARDS._repr_pretty_(SimpleNamespace(text=said.append), cycle=True)
    assert said == [str(BOARDS), "…"]


def test_a_table_is_told_to_programs_with_its_sparql() -> None:
    table = RowsResult("Which?", "One.", ({"a": "b"},), ("a",), "SELECT ?a { }")
    assert table.to_json() == {
        "question": "Which?",
        "text": "One.",
        "rows": [{"a": "b"}],
        "sparql": "SELECT ?a { }",
    }


def test_rows_cannot_be_changed_from_outside() -> None:
    next(BOARDS.rows())["board"] = "other"
    assert next(BOARDS.rows())["board"] == "Lamps"


def test_the_links_of_a_reply_are_a_network() -> None:
    graph = REPLY.to_networkx()
    assert [*graph.nodes.items()] == [
        ("any/lamps", {"label": "Lamps", "type": "Priority", "tier": "", "status": "", "document": "Plan"}),
        (
            "any/board",
            {
                "label": "Lamps Board",
                "type": "Board",
                "tier": "Silver",
                "status": "in place",
                "document": "Plan",
            },
        ),
        ("any/lit", {"label": "Streets lit", "type": "Measure", "tier": "", "status": "", "document": ""}),
    ]
    ((one, other, key, about),) = graph.edges(keys=True, data=True)
    assert (one, other, key) == ("any/lamps", "any/board", "overseenBy stated 2021-11")
    assert about == {
        "property": "overseenBy", "relation": "is overseen by", "basis": "stated",
        "reading": "", "why": "",
        "from": "", "until": "", "as_at": "2021-11",
        "status": "", "document": "Plan", "place": "page 1", "phrase": "its words", "more_places": "",
    }  # fmt: skip


def test_what_has_no_rows_cannot_be_a_result() -> None:
    class Nothing(Result):
        pass

    with pytest.raises(TypeError, match="abstract"):
        Nothing()  # type: ignore[abstract]
