"""The commands query and questions: SPARQL, and the library of named questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from goldthread.cli.options import (
    TO_FILE,
    begin,
    excel_option,
    for_excel,
    format_options,
    from_library,
    note,
    opened,
    put,
    setting,
    store_option,
)
from goldthread.cli.terminal import colour_option
from goldthread.exports.text import sparql
from goldthread.graph.errors import QueryError

FORMATS = ("table", "json", "csv", "tsv", "xml", "md", "ttl", "nt")
# Seconds: a day. More is taken for a slip. Set by hand.
LONGEST = 86_400


@click.command()
@click.argument("sparql", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the query from this file; - for standard input.",
)
@click.option(
    "--name", shell_complete=from_library, help="Run the named question; see `goldthread questions`."
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=TEXT",
    shell_complete=setting,
    help="Say what a named question is about; text=… is its thing.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="table",
    help="How to show it; json, csv, tsv, xml as SPARQL 1.1 has them (for a spreadsheet add --excel, so that "
    "no cell of csv is a formula).",
)
@click.option("-o", "--output", type=TO_FILE, help="Write to this file.")
@click.option("--seconds", default=10.0, show_default=True, help="Stop after this long.")
@click.option(
    "--megabytes",
    type=click.IntRange(1, 1_000_000),
    default=2048,
    show_default=True,
    help="Stop at this much memory.",
)
@click.option(
    "--rows",
    type=click.IntRange(1, 100_000_000),
    default=100_000,
    show_default=True,
    help="Show at most this many rows.",
)
@click.option(
    "--sparql", "show_sparql", is_flag=True, help="Show the SPARQL of a named question and do not run it."
)
@excel_option
@colour_option
@store_option
def query(**asked: Any) -> None:
    """SPARQL over the graph, from an argument, a file or the library of questions.

    The usual prefixes (gt, skos, dcterms, prov, org ...) need no declaration. The default graph is all that
    is known.

    \b
    goldthread query "SELECT ?board WHERE { ?board a gt:Board }" --format csv
    goldthread query --name boards-at-tier --set tier=silver
    goldthread query --name who-owns --set text="hate crime"
    goldthread query -f my-question.rq --format json -o answer.json
    """
    from goldthread.graph.sparql.runner import run

    if not 0 < asked["seconds"] <= LONGEST:
        raise QueryError(f"--seconds {asked['seconds']:g}: give more than 0, and at most {LONGEST:,}")
    text = _text(asked["sparql"], asked["file"], asked["name"], asked["settings"], asked["where"])
    if asked["show_sparql"]:
        from goldthread.graph.store.recording import to_paste

        put(to_paste(text), asked["output"])
        return
    limits = {"seconds": asked["seconds"], "megabytes": asked["megabytes"], "rows": asked["rows"]}
    style = None if asked["style"] in ("table", "md") else asked["style"]
    begin("Asking the graph")
    result = run(text, asked["where"], format=style, **limits)
    people = for_excel() or (asked["output"] is None and sys.stdout.isatty())
    put(sparql.result_text(result, asked["style"], for_people=people), asked["output"])
    for told in result.notes:
        note(f"Note: {told}")


def _text(
    sparql: str | None, file: Path | None, name: str | None, settings: tuple[str, ...], where: str | None
) -> str:
    """The query's text from the one place that the user named."""
    if sum(part is not None for part in (sparql, file, name)) != 1:
        raise QueryError("Give one query: as an argument, with -f FILE, or with --name of a question.")
    if name is not None:
        return _named(name, settings, where)
    if settings:
        raise QueryError(
            f"--set {settings[0]}: it says what a named question is about; give its --name, or write "
            f"the thing into the query"
        )
    return _read(file) if file is not None else sparql or ""


def _read(file: Path) -> str:
    try:
        return (sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            f"{file}: cannot read this query ({error}); check the path, and that it is a text file"
        ) from error


def _named(name: str, settings: tuple[str, ...], where: str | None) -> str:
    """The SPARQL of a named question about what the settings say; notes on standard error say for what their
    words were taken."""
    from goldthread.graph.query.library import question
    from goldthread.graph.query.parameters import bound

    pairs = [setting.partition("=") for setting in settings]
    if wrong := [setting for setting, (_, equals, _) in zip(settings, pairs, strict=True) if not equals]:
        raise QueryError(
            f'--set {wrong[0]}: write NAME=TEXT, such as --set thing="hate crime strategic board"'
        )
    if not pairs:
        return question(name).sparql
    ready = bound(opened(where), name, {key: text for key, _, text in pairs})
    for taken in ready.taken:
        note(f"Note: {taken}")
    return ready.sparql


@click.command()
@click.argument("name", required=False, shell_complete=from_library)
@click.option("--all", "everything", is_flag=True, help="Also the questions that only the program asks.")
@format_options
@store_option
def questions(name: str | None, everything: bool, style: str, output: Path | None, where: str | None) -> None:
    """The library of named questions: each in words, with what it can be asked about and an example; with a
    NAME, its SPARQL.

    \b
    goldthread questions
    goldthread questions deliverables-without-board
    goldthread query --name deliverables-without-board
    """
    from goldthread.exports.text.catalogue import catalogue_text
    from goldthread.graph.query.catalogue import catalogue
    from goldthread.graph.query.library import question

    if name:
        put(question(name).sparql, output)
    else:
        put(catalogue_text(catalogue(opened(where), everything=everything), style), output)
