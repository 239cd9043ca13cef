"""Replies get the passages around their anchors from registered documents; without, they stay the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.lookup.owner import owner
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.results.answers import Answer, Evidence, Reply, Thing
from goldthread.graph.sources.library import Library, Quote
from goldthread.graph.sources.matching import SourceText
from goldthread.graph.sources.passages import Passages, quotes, with_passages
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records

PLAN = Evidence("Plan", "anytown-plan.txt", "", "", section="section/plan/governance")
OVERSEES = (
    "The Hate Crime Partnership Board (HCPB) oversees all work against hate crime and reports to the "
    "Executive."
)


def test_a_reply_gets_the_passage_around_each_anchor_and_nothing_else_changes(
    tiny: Store, tiny_library: Library
) -> None:
    reply = owner(tiny, "Hate Crime")
    (plain,) = reply.answers
    filled = replace(plain, evidence=(replace(plain.evidence[0], passage=OVERSEES),))
    assert with_passages(tiny, reply, tiny_library) == replace(reply, answers=(filled,))


def test_without_registered_documents_a_reply_stays_as_it_is(
    tiny: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = owner(tiny, "Hate Crime")
    assert with_passages(tiny, reply, Library(tmp_path / "nowhere")) is reply
    assert with_passages(tiny, reply, Library(tmp_path)) == reply
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(tmp_path / "nowhere"))
    assert with_passages(tiny, reply) is reply


def test_the_documents_are_sought_where_the_person_keeps_them(
    tiny: Store, tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(tiny_library.folder))
    reply = owner(tiny, "Hate Crime")
    assert with_passages(tiny, reply) == with_passages(tiny, reply, tiny_library)


@pytest.mark.parametrize(
    ("item", "passage"),
    [
        pytest.param(
            replace(PLAN, phrase="Youth Board"), "The Youth Board is planned at Bronze.", id="one place"
        ),
        pytest.param(
            replace(PLAN, phrase="hate crime", section="section/plan/priorities"),
            "Our shared priorities Hate Crime Victims who do not report Burglary Homes left insecure",
            id="several places, one in its section",
        ),
        pytest.param(
            replace(PLAN, phrase="Hate Crime", near="Safer Anytown Plan 2018-21"),
            "Hate Crime carries on from Hatred, a priority of 2018-21.",
            id="several in its section, one near those words",
        ),
        pytest.param(replace(PLAN, phrase="Hate Crime"), None, id="several in its section"),
        pytest.param(
            replace(PLAN, phrase="Hate Crime", section="section/of/no/such"),
            None,
            id="several, and no such section",
        ),
        pytest.param(replace(PLAN, phrase="Nowhere"), None, id="no place"),
        pytest.param(replace(PLAN, phrase=""), None, id="no phrase"),
        pytest.param(replace(PLAN, phrase="Youth Board", file="other.txt"), None, id="no such document"),
        pytest.param(
            replace(PLAN, phrase="root", file="../../../../etc/passwd"), None, id="a file elsewhere"
        ),
    ],
)
def test_a_passage_is_shown_only_where_the_place_is_certain(
    tiny: Store, tiny_library: Library, item: Evidence, passage: str | None
) -> None:
    found = Passages(tiny, tiny_library).passage(item)
    assert (found or "").startswith(passage or "") and (found is None) is (passage is None)


def test_every_anchor_of_the_tiny_world_has_its_passage(
    tiny: Store, tiny_records: Records, tiny_library: Library
) -> None:
    finder = Passages(tiny, tiny_library)
    files = {row.id: row.first("file") for row in tiny_records.of("documents")}
    for row in tiny_records.rows.values():
        if row.first("phrase") and row.table != "sections":
            item = Evidence(
                "",
                files[tiny_records.document_of(row)],
                "",
                row.first("phrase"),
                "",
                row.first("section"),
                row.first("near"),
            )
            passage = finder.passage(item)
            assert passage is not None and SourceText(passage).find(item.phrase), row


def test_an_answer_keeps_all_its_places(tiny: Store, tiny_library: Library) -> None:
    places = (replace(PLAN, phrase="Youth Board"), replace(PLAN, phrase="Nowhere"))
    answer = Answer(Thing("x", "X", "Board"), "is", value="y", evidence=places)
    filled = Passages(tiny, tiny_library).fill(answer)
    assert [item.passage for item in filled.evidence] == ["The Youth Board is planned at Bronze.", None]
    assert replace(filled, evidence=places) == answer
    empty = Reply("?", "!", (replace(answer, evidence=()),))
    assert with_passages(tiny, empty, tiny_library) == empty


def test_documents_printed_in_one_file_keep_to_their_own_sections(
    tmp_path: Path, on_top: Callable[[Path | Mapping[str, str]], Records]
) -> None:
    rows = "id,label,kind,issued,file,basis\n" + "".join(
        f"doc/{name},{name},strategy,2021,pack.txt,inferred\n" for name in ("one", "two")
    )
    parts = "id,label,document,number,coverage,phrase\n" + "".join(
        f"section/{name}/start,Start,doc/{name},1,recorded,Part {name}\n" for name in ("one", "two")
    )
    engine = ox.Store()
    engine.extend(load(build(on_top({"more/documents": rows, "more/sections": parts}))))
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "pack.txt").write_text(
        "Part one. The lamps here.\nPart two. The lamps there.\n", encoding="utf-8"
    )
    finder = Passages(OxigraphStore(engine), Library(shelf))
    items = [
        Evidence("", "pack.txt", "", "The lamps", section=f"section/{name}/start") for name in ("one", "two")
    ]
    assert [finder.passage(item) for item in items] == ["The lamps here.", "The lamps there."]


def test_the_phrases_of_the_graph_are_those_of_its_records(tiny: Store, tiny_records: Records) -> None:
    files = {row.id: row.first("file") for row in tiny_records.of("documents")}
    rows = [row for row in tiny_records.rows.values() if row.first("phrase")]
    assert set(quotes(tiny)) == {
        Quote(files[tiny_records.document_of(row)], row.first("phrase")) for row in rows
    }
