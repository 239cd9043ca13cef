"""What a side of a comparison names: of which kind, in which list, under what, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from goldthread.graph.comparison.contents import COMPARED, Contents, contents
from goldthread.graph.comparison.sides import sides
from goldthread.graph.query.library import iri
from goldthread.graph.rdf.builder import build
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records

OnTop = Callable[[Path | Mapping[str, str]], Records]


def of(store: Store, text: str, *others: str) -> Contents:
    """What the side of a text names, next to those of others."""
    side = next(side for side in sides(store, [text, *others]) if side.asked == text)
    return contents(store, side)


def lists(held: Contents) -> dict[str, list[tuple[str, str]]]:
    """By kind each thing with its list."""
    return {
        kind: [(item.thing.label, item.heading) for item in items.values()]
        for kind, items in held.items.items()
        if items
    }


def test_a_plan_names_its_parts_and_the_bodies_and_duties_of_its_document(tiny: Store) -> None:
    assert lists(of(tiny, "2021", "2024")) == {
        "priorities": [("Burglary", "shared priority"), ("Hate Crime", "shared priority")],
        "boards": [
            ("Burglary Board", "Silver"),
            ("Hate Crime Board", "Silver"),
            ("Safer Anytown Executive", "Gold"),
            ("Youth Board", "Bronze"),
        ],
        "duties": [("Having a community safety plan", "")],
        "indicators": [("People are safe and feel safe", "outcome")],
        "deliverables": [
            ("City campaign against hate", "key deliverable"),
            ("Hate crime reporting in schools", "key deliverable"),
            ("Property marking on the Mill Estate", "key deliverable"),
        ],
    }


def test_a_plan_at_a_later_date_names_only_what_its_newer_documents_do(tiny: Store) -> None:
    held = of(tiny, "2024", "2021")
    found = lists(held)
    assert list(held.items) == list(COMPARED)
    assert found["partners"] == [("Anytown Council", "member")]
    assert found["boards"][-3:] == [
        ("Schools Group", "Bronze"),
        ("Youth Board", "Silver"),
        ("Youth Forum", "Not stated"),
    ]
    assert found["indicators"] == [
        ("Burglaries in Anytown", "measure"),
        ("Schools with third party reporting", "measure"),
    ]
    assert "duties" not in found


def test_boards_of_wider_areas_are_not_the_partnerships_but_are_named(tiny: Store) -> None:
    held = of(tiny, "police and crime plan", "2021")
    board = iri("shire/board/victims-board").value
    assert held.all[board].thing.tier == "Regional"
    assert board not in held.items["boards"]


def test_a_thing_stands_under_what_it_is_listed_under_and_where_its_own_record_says(tiny: Store) -> None:
    campaign = of(tiny, "2021", "2024").items["deliverables"][iri("any/deliverable/2021/hate-campaign").value]
    assert campaign.under == (iri("any/priority/2021/hate-crime").value,)
    assert [place.reference for place in campaign.evidence] == [
        "Safer Anytown Plan 2021-24 (text) (2021-11), Key deliverables, Hate Crime, second bullet"
    ]


def test_at_most_three_places_of_a_thing_are_kept_the_newest_first(on_top: OnTop, tmp_path: Path) -> None:
    tables = {}
    for month in range(1, 5):
        report = f"doc/more-{month},Report {month},annual update,final,2022-0{month},more-{month}.txt"
        link = f"link/more/{month},any/plan/safer-anytown-2021-24,was approved by,any/board/burglary-board"
        anchor = "stated,section/plan/governance,Governance\n"
        tables[f"more-{month}/documents"] = (
            f"id,label,kind,status,issued,file,basis,section,phrase\n{report},{anchor}"
        )
        tables[f"more-{month}/links"] = f"id,subject,relation,object,basis,section,phrase\n{link},{anchor}"
    file = tmp_path / "more.nq"
    file.write_text(build(on_top(tables)), "utf-8")
    held = of(open_store(file), "2024", "police and crime plan")
    places = held.items["boards"][iri("any/board/burglary-board").value].evidence
    assert [place.document for place in places] == [
        "Safer Anytown Annual Update 2024",
        "Report 4",
        "Report 3",
    ]
