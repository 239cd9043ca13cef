"""query and questions: from an argument, a file, standard input or the library."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldthread import ontology
from goldthread.cli.main import main
from goldthread.graph.query.parameters import bound
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.store.recording import to_paste

Run = Callable[..., Result]
BOARDS = "SELECT ?name { ?board a gt:Board ; skos:prefLabel ?name } ORDER BY ?name"
NAMES = [
    "Anyshire Victims Board", "Burglary Board", "Hate Crime Board", "Safer Anytown Executive",
    "Schools Group", "Youth Board", "Youth Forum",
]  # fmt: skip
QUESTIONS = ontology.queries()


def test_a_query_may_stand_in_a_file(run: Run, tiny_store: str, tmp_path: Path) -> None:
    file = tmp_path / "boards.rq"
    file.write_text(BOARDS, encoding="utf-8-sig")
    ended = run("query", "-f", file, "--format", "csv", "--store", tiny_store)
    assert (ended.exit_code, ended.stdout.splitlines()) == (0, ["name", *NAMES])


@pytest.mark.parametrize(
    "text", [BOARDS.encode(), BOARDS.encode("utf-8-sig")], ids=["plain", "with a byte order mark"]
)
def test_a_query_may_come_from_standard_input(text: bytes, tiny_store: str) -> None:
    ended = CliRunner().invoke(
        main, ["query", "-f", "-", "--format", "csv", "--store", tiny_store], input=text
    )
    assert (ended.exit_code, ended.stdout.splitlines()) == (0, ["name", *NAMES])


def test_what_is_no_text_is_no_query(tiny_store: str, tmp_path: Path) -> None:
    file = tmp_path / "picture.rq"
    file.write_bytes(b"\xff\xd8")
    for name, text in (("-", b"\xff\xd8"), (str(file), b"")):
        ended = CliRunner().invoke(main, ["query", "-f", name, "--store", tiny_store], input=text)
        assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
        assert ended.stderr.startswith(
            f"goldthread: {name}: cannot read this query ('utf-8' codec can't decode byte 0xff"
        )


def test_a_mistake_is_shown_with_its_line_and_a_caret(run: Run, tiny_store: str) -> None:
    ended = run("query", "SELECT ?name\n{ ?board a gt:Board ;; ]", "--store", tiny_store)
    assert (ended.exit_code, ended.stdout) == (2, "")
    complaint, shown, caret = ended.stderr.splitlines()
    assert complaint.startswith("goldthread: Line 2, column 24: “]” cannot stand here. ")
    assert (shown, caret) == ("2 | { ?board a gt:Board ;; ]", " " * 27 + "^")


@pytest.mark.parametrize(
    "query",
    ["INSERT DATA { <x:a> <x:b> 1 }", "SELECT * { SERVICE <http://127.0.0.1/> {} }", "LOAD <file:///x>"],
)
def test_what_reaches_beyond_the_graph_is_refused_in_one_line(query: str, run: Run, tiny_store: str) -> None:
    ended = run("query", query, "--store", tiny_store)
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)


def test_a_query_is_stopped_at_its_time_in_one_line(run: Run, tiny_store: str) -> None:
    ended = run(
        "query",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "--seconds",
        "0.5",
        "--store",
        tiny_store,
    )
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith("goldthread: The query was stopped after 0.5 seconds. ")


def test_rows_beyond_the_limit_are_told_of(run: Run, tiny_store: str) -> None:
    ended = run("query", BOARDS, "--rows", "2", "--format", "csv", "--store", tiny_store)
    assert (ended.exit_code, ended.stdout.splitlines()) == (0, ["name", *NAMES[:2]])
    assert (
        ended.stderr
        == "Note: Only the first 2 rows are here; there are more. Add LIMIT and OFFSET, or ask for less.\n"
    )


def test_a_misspelt_class_is_pointed_out_beside_the_empty_answer(run: Run, tiny_store: str) -> None:
    ended = run("query", "SELECT ?b { ?b a gt:Borad }", "--store", tiny_store)
    assert (ended.exit_code, ended.stdout) == (0, "No rows.\n")
    assert ended.stderr == "Note: gt:Borad is not in the graph or the ontology. Did you mean gt:Board?\n"


def test_results_are_the_standards_own_to_the_character(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hostile.ttl"
    file.write_text('<x:a> <x:b> "=1+1 \\u001B[31mred\\u202E" .', encoding="utf-8")
    words = ("query", "SELECT ?x { ?s ?p ?x }", "--store", file, "--format")
    assert json.loads(run(*words, "json").stdout)["results"]["bindings"] == [
        {"x": {"type": "literal", "value": "=1+1 \x1b[31mred\u202e"}}
    ]
    assert run(*words, "csv").stdout_bytes == "x\r\n=1+1 \x1b[31mred\u202e\r\n".encode()
    assert run(*words, "table").stdout.splitlines()[-1] == "=1+1 \ufffd[31mred\ufffd"


def test_a_named_question_is_asked_about_what_the_words_mean(run: Run, tiny_store: str) -> None:
    words = ("query", "--name", "reports-to", "--format", "csv", "--store", tiny_store, "--set")
    by_name, by_text = run(*words, "board=hate crime board"), run(*words, "text=HCPB")
    rows = list(csv.DictReader(by_name.stdout.splitlines()))
    assert {(row["board_name"], row["reports_to"]) for row in rows} == {
        ("Hate Crime Board", "Safer Anytown Executive")
    }
    assert (by_text.stdout, by_name.stderr) == (by_name.stdout, "")
    assert by_text.stderr == "Note: “HCPB” is taken as Hate Crime Board.\n", "which was its former name"


def test_what_words_were_taken_for_is_told_beside_the_answer(run: Run, tiny_store: str) -> None:
    ended = run("query", "--name", "reports-to", "--set", "board=burglry", "--store", tiny_store)
    assert (ended.exit_code, ended.stderr) == (0, "Note: “burglry” is taken as Burglary Board.\n")


def test_the_sparql_of_a_question_is_shown_and_not_run(
    run: Run, tiny: Store, tiny_store: str, tmp_path: Path
) -> None:
    words = (
        "query",
        "--name",
        "reports-to",
        "--set",
        "board=burglary board",
        "--store",
        tiny_store,
        "--sparql",
    )
    sparql = bound(tiny, "reports-to", {"board": "burglary board"}).sparql
    assert run(*words).stdout == to_paste(sparql)
    assert run(*words, "-o", tmp_path / "reports.rq").stdout == ""
    assert (tmp_path / "reports.rq").read_text("utf-8") == to_paste(sparql)


def test_the_sparql_behind_a_table_gives_the_same_when_it_is_asked_again(
    run: Run, tiny_store: str, tmp_path: Path
) -> None:
    asked = ("query", "--name", "boards-at-tier", "--set", "tier=silver", "--store", tiny_store)
    (tmp_path / "silver.rq").write_text(run(*asked, "--sparql").stdout, encoding="utf-8")
    assert run("query", "-f", tmp_path / "silver.rq", "--store", tiny_store).stdout == run(*asked).stdout


def test_a_result_goes_to_a_file(run: Run, tiny_store: str, tmp_path: Path) -> None:
    ended = run("query", BOARDS, "--format", "csv", "-o", tmp_path / "boards.csv", "--store", tiny_store)
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", f"Written: {tmp_path / 'boards.csv'}\n")
    assert (tmp_path / "boards.csv").read_text("utf-8").splitlines() == ["name", *NAMES]


def test_the_library_lists_every_question_for_people_in_words(run: Run, tiny_store: str) -> None:
    listed = list(
        csv.DictReader(run("questions", "--format", "csv", "--store", tiny_store).stdout.splitlines())
    )
    everything = list(
        csv.DictReader(
            run("questions", "--all", "--format", "csv", "--store", tiny_store).stdout.splitlines()
        )
    )
    words = {name: ontology.text(path).partition("\n")[0].lstrip("# ") for name, path in QUESTIONS.items()}
    assert {row["name"]: row["question"] for row in everything} == words
    assert [row["name"] for row in everything] == list(words)
    assert [row for row in everything if row in listed] == listed
    assert {"who-owns", "boards-at-tier"} <= {row["name"] for row in listed} and "links-of" not in {
        row["name"] for row in listed
    }
    assert next(row for row in listed if row["name"] == "reports-to")["about"] == "board, asOf"


def test_the_library_reads_the_same_in_every_style(run: Run, tiny_store: str) -> None:
    words = ("questions", "--store", tiny_store, "--format")
    rows = json.loads(run(*words, "json").stdout)
    assert list(csv.DictReader(run(*words, "csv").stdout.splitlines())) == rows
    lines = run(*words, "md").stdout.splitlines()
    assert (
        lines[:2] == ["| name | question | about | example |", "| --- | --- | --- | --- |"]
        and len(lines) == len(rows) + 2
    )
    shown = run(*words, "table").stdout
    assert [part.partition("\n")[0] for part in shown.split("\n\n")[1:]] == [row["name"] for row in rows]
    assert all(
        len(line) <= 80 or line.startswith("  goldthread query --name ") for line in shown.splitlines()
    )


def test_a_question_by_its_name_shows_its_file(run: Run) -> None:
    assert run("questions", "documents").stdout == ontology.text(QUESTIONS["documents"])
