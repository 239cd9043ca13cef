"""The commands for SPARQL: query, and the library of named questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from goldthread.cli.options import output_options, put, store_option
from goldthread.exports import results
from goldthread.graph.errors import QueryError

FORMATS = ("table", "json", "csv", "tsv", "xml", "md", "ttl", "nt")
LONGEST = 86_400


@click.command()
@click.argument("sparql", required=False)
@click.option("-f", "--file", type=click.Path(path_type=Path, dir_okay=False), help="Read the query from this file; - for standard input.")
@click.option("--name", help="Run the named question; see `goldthread questions`.")
@click.option("--set", "settings", multiple=True, metavar="NAME=TEXT", help="Say which thing a named question is about.")
@click.option("--format", "style", type=click.Choice(FORMATS), default="table", help="How to show it; json, csv, tsv, xml as SPARQL 1.1 has them.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--seconds", default=10.0, show_default=True, help="Stop after this long.")
@click.option("--megabytes", type=click.IntRange(1, 1_000_000), default=2048, show_default=True, help="Stop at this much memory.")
@click.option("--rows", type=click.IntRange(1, 100_000_000), default=100_000, show_default=True, help="Show at most this many rows.")
@click.option("--sparql", "show_sparql", is_flag=True, help="Show the SPARQL of a named question and do not run it.")
@store_option
def query(**asked: Any) -> None:
    """SPARQL over the graph, from an argument, a file or the library of questions.

    The usual prefixes (gt, skos, dcterms, prov, org ...) need no declaration. The default graph is all that is known.

    \b
    goldthread query "SELECT ?board WHERE { ?board a gt:Board }" --format csv
    goldthread query --name boards-at-tier --set tier=Silver
    goldthread query -f my-question.rq --format json -o answer.json
    """
    from goldthread.graph.worker import run

    if not 0 < asked["seconds"] <= LONGEST:
        raise QueryError(f"--seconds {asked['seconds']:g}: give more than 0, and at most {LONGEST:,}")
    text = _text(asked["sparql"], asked["file"], asked["name"], asked["settings"], asked["where"])
    if asked["show_sparql"]:
        put(text, asked["output"])
        return
    limits = {"seconds": asked["seconds"], "megabytes": asked["megabytes"], "rows": asked["rows"]}
    style = None if asked["style"] in ("table", "md") else asked["style"]
    result = run(text, asked["where"], format=style, **limits)
    put(results.result_text(result, asked["style"]), asked["output"])
    for note in result.notes:
        click.echo(f"Note: {note}", err=True)


def _text(sparql: str | None, file: Path | None, name: str | None, settings: tuple[str, ...], where: str | None) -> str:
    """The query's text from the one place that the user named."""
    if sum(part is not None for part in (sparql, file, name)) != 1:
        raise QueryError("Give one query: as an argument, with -f FILE, or with --name of a question.")
    if name is not None:
        return _named(name, settings, where)
    if settings:
        raise QueryError(f"--set {settings[0]}: it says what a named question is about; give its --name, or write the thing into the query")
    return _read(file) if file is not None else sparql or ""


def _read(file: Path) -> str:
    try:
        return (sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: cannot read this query ({error}); check the path, and that it is a text file") from error


def _named(name: str, settings: tuple[str, ...], where: str | None) -> str:
    from goldthread.graph.parameters import bound

    pairs = [setting.partition("=") for setting in settings]
    if wrong := [setting for setting, (_, equals, _) in zip(settings, pairs, strict=True) if not equals]:
        raise QueryError(f"--set {wrong[0]}: write NAME=TEXT, such as --set thing=\"hate crime strategic board\"")
    return bound(name, {key: text for key, _, text in pairs}, where)


@click.command()
@click.argument("name", required=False)
@output_options
def questions(name: str | None, style: str, output: Path | None) -> None:
    """The library of named questions: each in words, with what it can be asked about; with a NAME, its SPARQL.

    \b
    goldthread questions
    goldthread questions deliverables-without-board
    goldthread query --name deliverables-without-board
    """
    from goldthread.exports.tables import rows_text
    from goldthread.graph.questions import question
    from goldthread.graph.questions import questions as library

    if name:
        put(question(name).sparql, output)
        return
    rows = [{"name": item.name, "question": item.words, "about": ", ".join(item.parameters)} for item in library()]
    put(rows_text(rows, style), output)
