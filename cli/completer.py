"""What a half-typed word may become: names of things, of questions, and what they are about.

A shell shows whatever a completion prints, so that nothing here raises: where it cannot help, it offers
nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import wraps

import click
from click.shell_completion import CompletionItem

from goldthread.graph.query.library import local, question, questions, run, value
from goldthread.graph.query.names import SPEAKING
from goldthread.graph.query.parameters import DAY, TEXTS, kinds, parameter_of, things, wordings
from goldthread.graph.results.answers import Thing
from goldthread.graph.results.phrasing import kind as kind_in_words
from goldthread.graph.store.base import Literal
from goldthread.graph.store.oxigraph import Store, open_store

Items = list["CompletionItem[str]"]
# Bytes: a larger file takes longer to read than a person waits between two keys. Set by hand.
LARGEST = 5_000_000


def _quiet(offering: Callable[..., Items]) -> Callable[..., Items]:
    """A completion that offers nothing where it would raise."""

    @wraps(offering)
    def offer(*typed: object) -> Items:
        try:
            return offering(*typed)
        # Whatever is wrong, it is told when the command runs, not while it is being typed.
        except Exception:  # noqa: BLE001
            return []

    return offer


@_quiet
def names(ctx: click.Context, param: click.Parameter, incomplete: str, classes: Collection[str]) -> Items:
    """Names of things that go on from what is typed, of these classes, or of all that people ask for by
    name."""
    earlier = ctx.params.get(param.name or "") if param.nargs == -1 else ()
    return _things(_store(ctx), " ".join(earlier or ()), incomplete, classes)


@_quiet
def of_library(incomplete: str) -> Items:
    """Names of questions for people that contain what is typed, those that begin with it first."""
    listed = [asked for asked in questions() if incomplete in asked.name and not asked.for_programs]
    listed.sort(key=lambda asked: (not asked.name.startswith(incomplete), asked.name))
    return [CompletionItem(asked.name, help=asked.words) for asked in listed]


@_quiet
def of_setting(ctx: click.Context, incomplete: str) -> Items:
    """`parameter=` of the question that `--name` names; after the sign the words or names that it takes."""
    asked = question(ctx.params["name"])
    key, equals, text = incomplete.partition("=")
    if not equals:
        keys = [*asked.parameters, *(["text"] if things(asked) else [])]
        return [
            CompletionItem(f"{name}=") for name in dict.fromkeys(keys) if name.lower().startswith(key.lower())
        ]
    parameter, store = parameter_of(asked, key), _store(ctx)
    if parameter in TEXTS | {DAY}:
        found = [
            CompletionItem(word)
            for word in wordings(store, parameter)
            if word.lower().startswith(text.lower())
        ]
    else:
        found = _things(store, "", text, kinds(store, asked, parameter))
    for item in found:
        item.value = f"{key}={item.value}"
    return found


def _store(ctx: click.Context) -> Store:
    """The graph that the command will ask, if it opens at once; OSError if not."""
    where = ctx.params.get("where")
    if where and not os.path.isdir(where) and os.path.getsize(where) > LARGEST:
        raise OSError(where)
    return open_store(where)


def _things(store: Store, earlier: str, incomplete: str, classes: Collection[str]) -> Items:
    """The names of things of these classes that go on from the words typed, or else that contain them."""
    # Without the blanks that a shell leaves where it splits at a colon, or where several stand together.
    typed = re.sub(r"\s+(?=:|\s)", "", f"{earlier} {incomplete}".lstrip().lower())
    if not typed.strip():
        return []
    rows = run(store, "names-to-type", text=Literal(typed.strip()))
    named = [(value(row, "name"), value(row, "label"), local(value(row, "kind"))) for row in rows]
    wanted = [
        (name, label, kind)
        for name, label, kind in named
        if kind in classes or (not classes and kind not in SPEAKING)
    ]
    offered = [*_beginning(typed, incomplete, wanted)] or [
        *_containing(typed, incomplete, wanted, whole=not earlier)
    ]
    # Of two that differ in capitals alone the first in order, as a shell would show both.
    once = {item.lower(): (item, about) for item, about in sorted(offered, reverse=True)}
    return [CompletionItem(item, help=about) for item, about in reversed(once.values())]


def _beginning(
    typed: str, incomplete: str, wanted: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str]]:
    """What is typed with the rest of each name that begins with it."""
    for name, label, kind in wanted:
        if name.startswith(typed):
            yield incomplete + _written(name, label)[len(typed) :], kind_in_words(Thing("", "", kind))


def _containing(
    typed: str, incomplete: str, wanted: list[tuple[str, str, str]], *, whole: bool
) -> Iterator[tuple[str, str]]:
    """The name that contains the words; of several such names what follows the words in each, because a shell
    replaces the words by what all that is offered begins with."""
    found = [
        (name, label, match.end())
        for name, label, _ in wanted
        if (match := re.search(rf"(?<!\w){re.escape(typed)}", name))
    ]
    labels = {label for _, label, _ in found}
    if whole and len(labels) == 1:
        yield labels.pop(), ""
    else:
        yield from (
            (incomplete + _written(name, label)[end:], f"as in {label}") for name, label, end in found
        )


def _written(name: str, label: str) -> str:
    """A name in the capitals that its thing is shown with, where it is the same name."""
    return label if label.lower() == name else name
