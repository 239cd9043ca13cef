"""The search for names: which things of the tiny world people mean by what they type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.errors import NameNotFound
from goldthread.graph.lookup.owner import owner
from goldthread.graph.pages.builder import show
from goldthread.graph.pages.model import Page
from goldthread.graph.query.names import GOOD, exactly, find, resolve, words
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.results.answers import Reply
from goldthread.graph.store.oxigraph import OxigraphStore, Store, open_store
from goldthread.graph.tables.reader import Records
from goldthread.graph.threads.builder import trace
from goldthread.graph.threads.model import Thread

HERE = Path(__file__).parents[2]

BOARD = "any/board/hate-crime-board"
SCHOOLS = "any/deliverable/2021/hate-reporting-in-schools"


def meant(store: Store, text: str, *classes: str) -> list[str]:
    return [match.thing.id for match in resolve(store, text, classes)[0]]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        pytest.param("Hate Crime Board", [BOARD], id="its name"),
        pytest.param("  hate   CRIME\tboard ", [BOARD], id="capitals and spaces"),
        pytest.param("HCPB", [BOARD], id="acronym"),
        pytest.param("sae", ["any/board/safer-anytown-executive"], id="acronym in small letters"),
        pytest.param("Hate Crime Partnership Board", [BOARD], id="former name"),
        pytest.param("Hat Crime Board", [BOARD], id="name with a known typing error"),
        pytest.param("the anytown plan", ["any/plan/safer-anytown-2021-24"], id="other name"),
        pytest.param("board hate crime", [BOARD], id="order of words"),
        pytest.param("the Board for Hate Crime", [BOARD], id="small words"),
        pytest.param("hate crimes boards", [BOARD], id="plural"),
        pytest.param("hate crime's board", [BOARD], id="genitive"),
        pytest.param("hate-crime board", [BOARD], id="hyphen"),
        pytest.param("hatecrime board", [BOARD], id="two words as one"),
        pytest.param("“Hate Crime” (Board)", [BOARD], id="marks"),
        pytest.param("property marking", ["any/deliverable/2021/property-marking"], id="some of its words"),
        pytest.param("mayor", ["shire/post/mayor"], id="one of its words"),
        pytest.param("exec anytown", ["any/board/safer-anytown-executive"], id="beginning of a word"),
        pytest.param("burglery board", ["any/board/burglary-board"], id="a wrong letter"),
        pytest.param("Burglary bord", ["any/board/burglary-board"], id="a missing letter"),
        pytest.param("Comunity Safety Manger", ["any/post/community-safety-manager"], id="two typing errors"),
        pytest.param("hate cime schools", [SCHOOLS], id="some of its words with a typing error"),
        pytest.param(BOARD, [BOARD], id="identifier"),
        pytest.param("ANY/Board/Hate-Crime-Board", [BOARD], id="identifier in capitals"),
        pytest.param("doc/anytown-plan", ["doc/anytown-plan"], id="identifier of a document"),
        pytest.param(
            "report/update/hate-reporting", ["report/update/hate-reporting"], id="identifier of a report"
        ),
        pytest.param(
            "Youth", ["any/board/youth-board", "any/board/youth-forum"], id="several that fit equally"
        ),
        pytest.param("hate crime reporting", [SCHOOLS], id="the thing rather than the report on it"),
        pytest.param("Hatred", ["any/priority/2018/hatred"], id="a priority of an earlier plan"),
    ],
)
def test_a_thing_is_found_by_what_people_call_it(tiny: Store, text: str, things: list[str]) -> None:
    assert meant(tiny, text) == things


def test_the_key_words_of_the_official_wording_lead_to_a_thing(tiny: Store) -> None:
    found = {match.thing.id: (match.name, match.score) for match in find(tiny, "easier centres")}
    assert found[SCHOOLS] == ("centres easier party reporting schools third", 0.68)


def test_an_exact_name_is_a_full_match_and_nothing_else_is_meant(tiny: Store) -> None:
    matches, others = resolve(tiny, "Hate Crime")
    assert [(match.thing.id, match.thing.label, match.thing.type, match.score) for match in matches] == [
        ("any/priority/2021/hate-crime", "Hate Crime", "Priority", 1.0)
    ]
    assert others == []


def test_what_fits_less_is_named_beside_what_is_meant(tiny: Store) -> None:
    matches, others = resolve(tiny, "hate")
    assert [match.thing.id for match in matches] == ["any/priority/2021/hate-crime"]
    assert {BOARD, SCHOOLS, "any/deliverable/2021/hate-campaign"} <= {match.thing.id for match in others}
    assert all(match.score < matches[0].score for match in others)


def test_the_best_come_first_and_each_thing_once(tiny: Store) -> None:
    matches = find(tiny, "hate crime board")
    assert matches[0].thing.id == BOARD and matches[0].score == 1.0
    ids = [match.thing.id for match in matches]
    assert len(ids) == len(set(ids))
    first = [match.score for match in matches if match.thing.type not in ("ProgressReport", "Document")]
    assert first == sorted(first, reverse=True)
    assert find(tiny, "hate", most=2) == find(tiny, "hate")[:2]


def test_only_things_of_the_wanted_classes_are_found(tiny: Store) -> None:
    assert meant(tiny, "hate", "Board") == [BOARD]
    assert {match.thing.type for match in find(tiny, "anytown", ("Plan",))} == {"Plan"}
    assert exactly(tiny, "Hate Crime", ("Board",)) == []
    assert [match.thing.id for match in exactly(tiny, "hcpb", ("Board", "Agency"))] == [BOARD]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("zzzz", []),
        ("Burgled", []),
        ("xyzzy youth forum", ["Youth Forum"]),
        ("xyzzy home office", ["Home Office"]),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(tiny: Store, text: str, nearest: list[str]) -> None:
    with pytest.raises(NameNotFound) as caught:
        resolve(tiny, text)
    assert (caught.value.text, caught.value.nearest[:1]) == (text, nearest)
    assert all(match.score < GOOD for match in find(tiny, text))


HOSTILE = [
    "",
    "   \n\t",
    "!!! ??? …",
    "'; DROP ALL --",
    '" } ; DELETE WHERE { ?s ?p ?o } #',
    "?thing",
    "VALUES ?text { UNDEF }",
    "\\u0022 \\",
    "<script>alert(1)</script>",
    "[a-z",
    "((((((((((",
    "%s %d {0} {x}",
    "\x00\x1b[31m",
    "\ud800\udfff",
    "\ufffe\U0010ffff",
    "\u202eevil",
    "e\u0301" * 50,
    "日本語",
    "a" * 100_000,
    "../../etc/passwd",
    "https://w3id.org/goldthread/id/any",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_a_name_that_nothing_bears(tiny: Store, text: str) -> None:
    with pytest.raises(NameNotFound) as caught:
        resolve(tiny, text)
    assert caught.value.text == text
    assert exactly(tiny, text) == []
    assert meant(tiny, "Hate Crime Board") == [BOARD], "and the graph is unharmed"


def test_a_very_long_name_is_no_name_either(tiny: Store) -> None:
    assert all(
        match.score < GOOD for match in find(tiny, " ".join(f"word{number}" for number in range(2000)))
    )


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("The Board of the Plan", ("board", "plan")),
        ("of the", ("of", "the")),
        ("Communities’ policies", ("community", "policy")),
        ("status bus crisis class gas", ("status", "bus", "crisis", "class", "gas")),
        ("Boards & Officers", ("board", "officer")),
        ("Café STRASSE straße", ("cafe", "strasse", "strasse")),
        ("third-party 2021–24", ("thirdparty", "202124")),
        ("council's", ("council",)),
        ("ﬁrst", ("first",)),
        ("日本 !", ()),
        ("", ()),
    ],
)
def test_words_are_compared_without_what_people_vary(text: str, compared: tuple[str, ...]) -> None:
    assert words(text) == compared


EARLIER = {
    "old/documents": "id,label,kind,status,issued,file,basis\n"
    "doc/old,The Anytown Plan of {year},strategy,final,{year}-11,old.txt,suggested\n",
    "old/priorities": "id,label,kind,basis,document\n"
    "any/priority/old/burglary,Burglary,shared priority,suggested,doc/old\n",
}


@pytest.mark.parametrize(
    ("year", "older"), [("2021", True), ("2020", False), ("2018", False), ("2000", False)]
)
def test_of_two_things_of_one_name_the_newer_is_meant(
    on_top: Callable[[Path | Mapping[str, str]], Records], year: str, older: bool
) -> None:
    """A priority of a document of the same year is meant as well, one of an earlier year is not."""
    engine = ox.Store()
    engine.extend(load(build(on_top({table: text.format(year=year) for table, text in EARLIER.items()}))))
    found, others = resolve(OxigraphStore(engine), "burglary")
    ids = {match.thing.id for match in found}
    assert ids == {"any/priority/2021/burglary"} | ({"any/priority/old/burglary"} if older else set())
    assert older or "any/priority/old/burglary" in {match.thing.id for match in others}


@pytest.fixture(scope="module")
def elsewhere() -> Store:
    """A graph made elsewhere: no keys for the search, identifiers that are not in the IRIs, two languages."""
    return open_store(HERE / "cases" / "graphs" / "made-elsewhere.ttl")


@pytest.mark.parametrize(
    ("text", "thing", "label"),
    [
        pytest.param("lamps board", "lamps", "Lamps Board", id="a label without a language"),
        pytest.param("Bwrdd Lampau", "lamps", "Lamps Board", id="in another language"),
        pytest.param("gas board", "gas", "Gas Board", id="in English, with a key"),
        pytest.param("Bwrdd Nwy", "gas", "Gas Board", id="in another language, without a key"),
        pytest.param("safer mill partnership", "partnership", "Safer Mill Partnership", id="another label"),
        pytest.param("lamplihgter", "post", "Lamplighter", id="mistyped"),
    ],
)
def test_what_was_made_elsewhere_is_found_by_its_labels(
    elsewhere: Store, text: str, thing: str, label: str
) -> None:
    found = find(elsewhere, text)[0].thing
    assert (found.id, found.label) == (f"https://example.org/mill/{thing}", label)


@pytest.mark.parametrize("verb", [show, owner, trace])
@pytest.mark.parametrize("text", ["lamps board", "https://example.org/mill/lamps", "lamplighter"])
def test_what_was_made_elsewhere_can_be_asked_about(
    elsewhere: Store, verb: Callable[[Store, str], Page | Reply | Thread], text: str
) -> None:
    assert verb(elsewhere, text).to_json()["question"].endswith(f"“{text}”?")


@pytest.mark.parametrize(
    "text", ["https://example.org/none", "no/such thing", "a:b:c<d>", "http://[", "/", ":"]
)
def test_what_looks_like_an_iri_and_is_none_here_is_not_found(elsewhere: Store, text: str) -> None:
    assert exactly(elsewhere, text) == []


@pytest.mark.parametrize("text", ["mill/oil", "other/oil", "oil board"])
@pytest.mark.parametrize("verb", [show, owner, trace])
def test_a_thing_whose_identifier_is_not_that_of_its_iri_is_known_by_both(
    elsewhere: Store, verb: Callable[[Store, str], Page | Reply | Thread], text: str
) -> None:
    assert [match.thing.id for match in resolve(elsewhere, text)[0]] == ["mill/oil"]
    assert "Oil Board" in verb(elsewhere, text).to_json()["text"]


def test_a_thing_added_without_a_key_is_found_beside_one_of_its_name(tiny_graph: Path) -> None:
    engine = ox.Store()
    engine.load(tiny_graph.read_bytes(), ox.RdfFormat.N_QUADS)
    added = """PREFIX gt: <https://w3id.org/goldthread/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT DATA { <https://example.org/new> a gt:Board ; skos:prefLabel "Hate Crime Board" }"""
    engine.update(added)
    assert {match.thing.id for match in exactly(OxigraphStore(engine), "hate crime board")} == {
        BOARD,
        "https://example.org/new",
    }
