"""Feeds every reader with bad files, names and queries, and counts how the commands end.

    python tests/bench/hard_inputs.py [NUMBER]

Inputs are made of good ones, always the same NUMBER of them (1,200 unless said). A command may end with an
answer or with a sentence and exit code 1 or 2. Counted are tracebacks, deaths, what took over ten seconds,
errors of more than 500 characters, and messages with characters that a terminal obeys; the largest process is
told."""

from __future__ import annotations

import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "worlds" / "tiny"
ESCAPE = "\x1b[2J\x1b]0;x\x07\u202egpj\u2066"
Case = tuple[str, list[str]]
Spoil = Callable[[bytes, random.Random], bytes]


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _flipped(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(dice.choice((1, 3, 30))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _doubled(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[max(0, at - 200) : at] * dice.choice((2, 50)) + data[at:]


def _inserted(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    what = dice.choice(
        [
            b"\0",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b'"',
            b"\r",
            b"\n\n",
            b"\x1a",
            b"=cmd|' /C calc'!A0",
            b"," * 2000,
        ]
        + [ESCAPE.encode(), b"(" * 5000, b"[" * 5000, b"<" * 5000, b"{" * 5000, b"x" * 1_000_000, b"&a;" * 99]
    )
    return data[:at] + what + data[at:]


def _shuffled(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


def _encoded(data: bytes, dice: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(dice.choice(["utf-16", "utf-16-be", "utf-32", "cp1252", "utf-7"]), errors="replace")


def _parted(data: bytes, dice: random.Random) -> bytes:
    return data.replace(b",", dice.choice([b";", b"\t", b"|", b",,", b", "]))


SPOILS: tuple[Spoil, ...] = (_cut, _flipped, _doubled, _inserted, _inserted, _shuffled, _encoded, _parted)


def _spoiled(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 2))):
        data = dice.choice(SPOILS)(data, dice)
    return data


def records(folder: Path, dice: random.Random) -> Case:
    """A command over the tiny world with one table or one name spoiled."""
    place = folder / "records"
    shutil.copytree(TINY / "records", place)
    tables = sorted(place.rglob("*.csv"))
    kind = dice.randrange(10)
    if kind == 0:
        name = dice.choice(["a b", "a'b", 'a"b', "a\nb", ESCAPE, "é", "..a", "a" * 200, "con", "doc;x"])
        (place / "anytown-plan").rename(place / name)
    elif kind == 1:
        os.rename(os.fsencode(place / "anytown-plan"), os.fsencode(place) + b"/\xff\xfe")
    elif kind == 2:
        table = dice.choice(tables)
        table.unlink()
        trick = dice.randrange(5)
        if trick == 0:
            os.mkfifo(table)
        elif trick == 1:
            table.mkdir()
        elif trick == 2:
            table.symlink_to(table)
        elif trick == 3:
            table.symlink_to("/dev/zero")
        else:
            table.symlink_to("nowhere")
    else:
        table = dice.choice(tables)
        table.write_bytes(_spoiled(table.read_bytes(), dice))
    if dice.random() < 0.5:
        return "records", ["check", "--records", str(place)]
    return "records", ["build", "--records", str(place), "-o", str(folder / "out.trig")]


def stores(folder: Path, dice: random.Random) -> Case:
    """A search in an RDF file that is spoiled, or no file at all."""
    ending = dice.choice(["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
    file = folder / f"graph.{ending}"
    kind = dice.randrange(12)
    if kind == 0:
        os.mkfifo(file)
    elif kind == 1:
        file.mkdir()
        (file / "CURRENT").write_bytes(b"MANIFEST-1\n")
    elif kind == 2:
        file.symlink_to(dice.choice(["/dev/zero", "nowhere", file.name]))
    else:
        file.write_bytes(_spoiled(_good(ending), dice))
    verb = dice.choice(
        [["find", "x"], ["show", "x"], ["query", "SELECT * { ?s ?p ?o }"], ["ask", "who owns x"]]
    )
    return "stores", [*verb, "--store", str(file)]


def documents(folder: Path, dice: random.Random) -> Case:
    """A document that is spoiled, to be registered."""
    ending = dice.choice(["txt", "md", "html", "pdf", "docx", "xlsx", "png", ""])
    file = folder / dice.choice([f"plan.{ending}", f"{ESCAPE}.{ending}", f"a b.{ending}"]).rstrip(".")
    file.write_bytes(_spoiled(_document(ending), dice))
    return "documents", ["sources", "add", str(file), "--store", str(_graph())]


def queries(folder: Path, dice: random.Random) -> Case:
    """A query of the library that is spoiled."""
    text = _spoiled(dice.choice(_library()), dice).decode("utf-8", errors="replace")[:200_000]
    file = folder / "q.rq"
    file.write_text(text, encoding="utf-8", errors="replace")
    style = dice.choice(["table", "csv", "json", "md", "xml"])
    return "queries", [
        "query",
        "-f",
        str(file),
        "--store",
        str(_graph()),
        "--format",
        style,
        "--seconds",
        "5",
    ]


NAMES = [
    *(ESCAPE, "\0", "", " ", "a" * 100_000, "é" * 999, "../../etc/passwd", "%s%n", "'; DROP", '"', "\\"),
    *("*?[", "\ud800", "hate\ncrime", "--", "-o", "\u200b", "ǅ", "𝔥𝔞𝔱𝔢", "hate crime board eastshire", "?"),
    *("who", "<script>", "1e999", "∞"),
]


def names(folder: Path, dice: random.Random) -> Case:
    """Words from the command line that name nothing, a day or a file that is none."""
    name = dice.choice(NAMES)
    store = ["--store", str(_graph())]
    command = dice.choice(
        [
            *([verb, "--", name, *store] for verb in ("owner", "find", "show", "trace", "ask", "measure")),
            ["owner", "hate crime", "--as-of", name, *store],
            ["compare", name, "2021", *store],
            ["align", name, "--", *store],
            ["align", "--cell", name, name, *store],
            ["query", "--name", name, *store],
            ["query", "--name", "who-owns", "--set", f"text={name}", *store],
            ["query", "--name", "who-owns", "--set", name, *store],
            ["owner", "hate crime", "-o", str(folder / "no") + name, *store],
            ["picture", "hate crime", "-o", f"{folder}/{name}.html", *store],
            ["export", "-o", f"{folder}/{name}.csv", *store],
            ["find", "x", "--store", name],
            ["find", "x", "--store", f"http://{name}"],
            ["sources", "add", name, *store],
            ["sources", "show", name, *store],
            ["check", "--records", str(folder), "-o", f"{folder}/x/{name}"],
        ]
    )
    if "--" in command and command[-2] == "--store":  # options stand in front of the words
        at = command.index("--")
        command = [command[0], *store, *command[1:at], *command[at : -len(store)]]
    return "names", command


KINDS = (records, stores, documents, queries, names)


def _good(ending: str) -> bytes:
    if ending not in _GOOD:
        from pyoxigraph import RdfFormat, Store

        engine = Store()
        engine.bulk_load(path=str(_graph()), format=RdfFormat.N_QUADS)
        form = RdfFormat.from_extension(ending)
        assert form is not None
        graph = None if form.supports_datasets else next(iter(engine.named_graphs()))
        _GOOD[ending] = engine.dump(format=form, from_graph=graph) or b""
    return _GOOD[ending][:200_000] if ending in ("nt", "nq") else _GOOD[ending]


def _document(ending: str) -> bytes:
    if ending == "docx":
        import io

        import docx

        document, out = docx.Document(), io.BytesIO()
        document.add_table(2, 2).cell(0, 0).text = "Hate Crime Board"
        document.save(out)
        return out.getvalue()
    text = (TINY / "sources" / "anytown-plan.txt").read_bytes()
    if ending == "html":
        return b"<html><body><p>" + text.replace(b"\n", b"</p><p>") + b"</body></html>"
    if ending == "pdf":
        return (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Count 1>>endobj\n"
            + text
        )
    return text


def _library() -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "ontology" / "queries").rglob("*.rq"))]


_GOOD: dict[str, bytes] = {}
_MADE: list[Path] = []


def _graph() -> Path:
    """The file of the tiny world."""
    if not _MADE:
        from goldthread.graph.rdf.builder import build
        from goldthread.graph.tables.reader import read

        file = Path(tempfile.mkdtemp()) / "tiny.nq"
        file.write_text(build(read(TINY / "records")), encoding="utf-8")
        _MADE.append(file)
    return _MADE[0]


def cases(number: int) -> Iterator[tuple[Case, Path]]:
    """So many commands over bad input, each with its folder, which is gone afterwards."""
    dice = random.Random(20261201)
    for count in range(number):
        with tempfile.TemporaryDirectory() as name:
            yield KINDS[count % len(KINDS)](Path(name), dice), Path(name)


def fault(command: list[str]) -> tuple[str, str]:
    """What is wrong with how a command ends, empty if nothing is, and what it said."""
    from goldthread.cli.main import main

    begun = time.monotonic()
    ended = CliRunner().invoke(main, command)
    took = time.monotonic() - begun
    said = ended.stderr
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        return "tracebacks", repr(ended.exception)
    if ended.exit_code not in (0, 1, 2):
        return "deaths", f"exit code {ended.exit_code}: {said}"
    if took > 10.5:
        return "over ten seconds", f"{took:.1f} s: {said}"
    if any(len(line) > 520 for line in said.splitlines() if line.startswith("goldthread:")):
        return "errors over 500 characters", said
    if "\x1b" in said or "\u202e" in said:
        return "raw characters", said
    return "", said


def main(number: int) -> int:
    """Prints how many commands of each kind ended how; 1 if any ended badly."""
    os.environ["GOLDTHREAD_SOURCES"] = tempfile.mkdtemp()
    fed, found, codes = Counter[str](), Counter[str](), Counter[str]()
    for (kind, command), _ in cases(number):
        fed[kind] += 1
        wrong, said = fault(command)
        if wrong:
            found[wrong] += 1
            codes[kind] += 1
            print(f"{wrong}: {[word[:80] for word in command]!r}: {said[:300]!r}")
    largest = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"fed {sum(fed.values())}: {dict(fed)}; largest process {largest >> 10} MB")
    print(f"ended badly: {dict(found) or 'none'}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1200))
