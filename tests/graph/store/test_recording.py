"""The recording store answers as its store does, and gives its queries back ready to be asked again."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from goldthread.graph.lookup import owner
from goldthread.graph.store.base import Dataset
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.store.recording import RecordingStore, to_paste

LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
NAMED = (
    f"# Who is called this?\n# example: name=x\n"
    f"SELECT ?who {{ VALUES ?name {{ UNDEF }} ?who <{LABEL}> ?name }}"
)
LAMPS = ox.Literal("Burglary Board")
BOUND = f'# Who is called this?\nSELECT ?who {{ VALUES ?name {{ "Burglary Board" }} ?who <{LABEL}> ?name }}\n'


@pytest.fixture
def recording(tiny: Store) -> RecordingStore:
    return RecordingStore(tiny)


def test_every_way_of_asking_answers_alike_and_is_remembered(recording: RecordingStore, tiny: Store) -> None:
    truth, triples = (
        f"ASK {{ ?who <{LABEL}> ?name }}",
        f"CONSTRUCT {{ ?who <{LABEL}> ?name }} {{ VALUES ?name {{ UNDEF }} ?who <{LABEL}> ?name }}",
    )
    assert recording.select(NAMED, name=LAMPS) == tiny.select(NAMED, name=LAMPS) != []
    assert recording.ask(truth) is tiny.ask(truth) is True
    assert recording.construct(triples, name=LAMPS) == tiny.construct(triples, name=LAMPS) != []
    chosen = Dataset(default=tuple(tiny.graphs()[:1]))
    number = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert _number(recording.run(number, graphs=chosen)) == _number(tiny.run(number, graphs=chosen))
    assert (
        _number(recording.run(number))
        == _number(tiny.run(number))
        > _number(tiny.run(number, "rows", chosen))
    )
    assert recording.graphs() == tiny.graphs()
    assert [query.count("UNDEF") for query in recording.queries] == [0, 0, 0, 0]
    assert recording.queries[1::2] == [truth, number]


def _number(found: object) -> int:
    assert isinstance(found, ox.QuerySolutions)
    return int(next(found)["n"].value)


def test_what_a_count_means_is_told_as_the_store_tells_it() -> None:
    recording = RecordingStore(OxigraphStore(ox.Store(), caveat="It may be too high."))
    assert recording.caveat() == "It may be too high."
    assert recording.caveat(Dataset(default=("x:g",))) is None


def test_a_query_is_kept_once_and_given_back_under_its_words(recording: RecordingStore) -> None:
    recording.select(NAMED, name=LAMPS)
    recording.ask("ASK { }")
    recording.select(NAMED, name=LAMPS)
    assert recording.sparql() == f"# Query 1 of 2\n{BOUND}\n# Query 2 of 2\nASK {{ }}\n"


def test_where_nothing_was_asked_it_says_so(recording: RecordingStore) -> None:
    assert recording.sparql() == "# No query ran.\n"


def test_every_query_behind_an_answer_can_be_asked_again(recording: RecordingStore, tiny: Store) -> None:
    reply = owner.owner(recording, "hate crime")
    assert reply == owner.owner(tiny, "hate crime")
    assert len(recording.queries) > 3
    assert any(tiny.select(part.partition("\n")[2]) for part in recording.sparql().split("\n\n# Query "))


def test_what_a_terminal_would_obey_is_written_as_an_escape_of_the_same_meaning(tiny: Store) -> None:
    hostile = ox.Literal("\x1b[31m \u202e \x9b")
    query = "SELECT ?x { VALUES ?x { UNDEF } }".replace("UNDEF", str(hostile))
    assert to_paste(query) == 'SELECT ?x { VALUES ?x { "\\u001B[31m \\u202e \\u009b" } }\n'
    assert tiny.select(to_paste(query)) == [{"x": hostile}]


def test_a_store_is_closed_with_what_it_records() -> None:
    closed = []

    class Closing(RecordingStore):
        def close(self) -> None:
            closed.append(True)

    RecordingStore(Closing(None)).close()  # type: ignore[arg-type]
    assert closed == [True]
