"""The benches can be trusted: the invented graph is always the same, and what is measured is what is said."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from goldthread.graph.query.library import question, run
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.rdf.inference import INFERRED
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.tables.reader import Records, read

BENCH = Path(__file__).parents[1] / "bench"
SMALL = 60_000  # a nation, a region and one partnership


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The generator's module, found as a script beside it finds it."""
    sys.path.insert(0, str(BENCH))
    try:
        return importlib.import_module("many_partnerships")
    finally:
        sys.path.remove(str(BENCH))


@pytest.fixture(scope="module")
def invented(bench: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of one invented partnership and what is above it."""
    root = tmp_path_factory.mktemp("invented")
    assert bench.write(root, SMALL) == 1
    return root


@pytest.fixture(scope="module")
def records(invented: Path) -> Records:
    """The same as the project reads them: RecordsError here if a row is not of the form."""
    return read(invented)


def texts(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.csv"))}


def test_the_same_number_makes_the_same_bytes_in_another_process(invented: Path, tmp_path: Path) -> None:
    script = (
        f"import pathlib, many_partnerships; many_partnerships.write(pathlib.Path({str(tmp_path)!r}), "
        f"{SMALL})"
    )
    subprocess.run(
        [sys.executable, "-c", script], cwd=BENCH, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    assert texts(tmp_path) == texts(invented)


def test_another_place_has_other_records(bench: ModuleType) -> None:
    one, other = (list(bench.Place(name, "nation").rows()) for name in ("Albany", "Ruritania"))
    assert len(one) == len(other)
    assert [cells["label"] for _, cells in one] != [cells["label"] for _, cells in other]


def test_a_table_reads_as_one_would_fill_it_in(invented: Path) -> None:
    with (invented / "ashborough-plan-2021-24" / "plans.csv").open(encoding="utf-8") as file:
        heading, first = (next(file).rstrip("\n") for _ in range(2))
    assert heading.startswith("id,label,alt_labels,description,kind,status,area,") and heading.endswith(
        ",basis,section,place,phrase,reading,note"
    )
    assert first.startswith("ashborough/plans/safer-ashborough-plan-2021-24,Safer Ashborough Plan 2021-24,")
    assert ",community safety strategy," in first


def test_each_level_has_its_tables(records: Records) -> None:
    tables = {
        place: {row.table for row in records.rows.values() if row.folder.startswith(place)}
        for place in ("albany", "north", "ashborough")
    }
    assert {"agencies", "duties"} <= tables["albany"]
    assert {"pledges", "priorities", "objectives"} <= tables["north"]
    assert {
        "alignments",
        "boards",
        "deliverables",
        "figures",
        "none_found",
        "names",
        "anchors",
        "memberships",
    } <= tables["ashborough"]


def test_alignments_lead_from_the_partnership_to_the_plans_above_it(records: Records) -> None:
    ends = [
        (row.first("subject").split("/")[0], row.first("object").split("/")[0])
        for row in records.of("alignments")
    ]
    assert {start for start, _ in ends} == {"ashborough"}
    assert {end for _, end in ends} <= {"north-ashshire", "albany"} and (
        "ashborough",
        "north-ashshire",
    ) in ends


def test_nothing_is_tied_to_itself(records: Records) -> None:
    assert [row.id for row in records.of("links") if row.first("subject") == row.first("object")] == []


def test_names_collide_as_in_life(records: Records) -> None:
    bearers: dict[str, set[str]] = {}
    for row in records.rows.values():
        if row.table in ("boards", "priorities", "agencies"):
            bearers.setdefault(row.first("label"), set()).add(row.id.split("/")[0])
    assert any(len(places) > 1 for places in bearers.values())


def test_the_rules_conclude_something_of_it(records: Records) -> None:
    concluded = {
        quad.predicate.value.rpartition("#")[2]
        for quad in load(build(records))
        if quad.graph_name == INFERRED
    }
    assert {"nameKey", "ownedBy", "memberOf"} <= concluded


def test_every_town_has_its_own_name(bench: ModuleType) -> None:
    assert len({bench._town(number) for number in range(400)}) == 400


def test_a_command_is_filled_with_the_names_of_a_graph(bench: ModuleType) -> None:
    large = sibling("large")
    names = {"BOARD": "Hate Crime Board", "PLAN": "Plan 1", "OTHERPLAN": "Plan 2"}
    assert large.filled("compare PLAN OTHERPLAN", names) == ["compare", "Plan 1", "Plan 2"]
    assert large.filled('ask "Who chairs the BOARD?"', names) == ["ask", "Who chairs the Hate Crime Board?"]


def test_the_best_connected_things_are_asked_about(tiny_store: str) -> None:
    large = sibling("large")
    found = large.looked_up(tiny_store)
    assert (found["BOARD"], found["PRIORITY"], found["TYPO"]) == (
        "Hate Crime Board",
        "Putting victims first",
        "Hate Crime Bord",
    )


def test_a_command_that_fails_says_so(tmp_path: Path) -> None:
    large = sibling("large")
    good, bad = (
        large.run(["--version"], str(tmp_path)),
        large.run(["owner", "x", "--store", "/nowhere"], str(tmp_path)),
    )
    assert (good.complaint, good.seconds > 0, good.megabytes > 5) == ("", True, True)
    assert "There is nothing at /nowhere" in bad.complaint


def test_the_bare_engine_reads_every_row(tiny_store: str) -> None:
    warm = sibling("warm")
    engine = ox.Store.read_only(tiny_store)
    query = "SELECT ?board { ?board a <https://w3id.org/goldthread/ns#Board> }"
    noting = warm.Noting(engine, merged=False)
    assert warm.bare(engine, [query, query], merged=False) == 2 * len(noting.select(query)) > 0
    assert noting.texts == [query]


def test_a_named_query_is_timed_with_its_rows(tiny: Store) -> None:
    named = sibling("named_queries")
    people = named.timed(tiny, question("boards-at-tier"), 1)
    assert (people.name, people.audience) == ("boards-at-tier", "people")
    assert people.rows == len(run(tiny, "boards-at-tier")) > 0
    programs = named.timed(tiny, question("things"), 1)
    assert (programs.audience, programs.rows) == ("programs", 0), "the Executive is not in the tiny world"


def sibling(name: str) -> ModuleType:
    """A bench script as a module."""
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
