"""A command loads only the packages that it needs, so that it answers at once."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# The packages that take longest to import: 20 ms to a second each.
HEAVY = ("rdflib", "networkx", "pyvis", "pyshacl", "lxml", "rapidfuzz", "platformdirs", "IPython")


def loaded(*arguments: str) -> set[str]:
    """Which heavy packages a command has imported when it ends."""
    script = (
        "import sys, json\nfrom goldthread.cli.main import main\n"
        f"sys.argv = ['goldthread', *{list(arguments)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(ended.stderr.splitlines()[-1])) & set(HEAVY)


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (("owner", "hate crime strategic board"), set()),
        (("owner", "female offender plan"), set()),
        (("show", "hate crime strategic board"), set()),
        (("trace", "campaigns against hate crime"), set()),
        (("find", "LASBT"), set()),
        (("find", "hat crim strategc bord"), {"rapidfuzz"}),
        (("compare", "2018", "2021", "--only", "priorities"), set()),
        (("measure", "police reported hate incidents"), set()),
        (("questions",), set()),
        (("query", "ASK { ?s ?p ?o }"), set()),
        (("sources",), set()),
        (("--help",), set()),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments: tuple[str, ...], allowed: set[str]) -> None:
    assert loaded(*arguments) <= allowed


def test_a_heavy_import_is_seen() -> None:
    assert "rdflib" in loaded("build", "-o", "/nowhere/graph.trig")
