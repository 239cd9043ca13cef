"""English for counts, lists and names: plurals, articles, capitals, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

# Numbers up to twelve are said in words, as newspapers and most reports do.
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def number(many: int) -> str:
    """A number as it is said: in words up to twelve, no for none."""
    return NUMBERS[many] if many < len(NUMBERS) else str(many)


def plural(noun: str) -> str:
    """The plural of a regular noun, or of words that end in one: priorities, key issues, searches."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("ch") else f"{noun}s"


def several(many: int, noun: str) -> str:
    """A number of things in words: nine shared priorities, one link."""
    return f"{number(many)} {noun if many == 1 else plural(noun)}"


def counted(many: int, noun: str) -> str:
    """A number of things in figures: 1 row, 2,345 rows."""
    return f"{many:,} {noun if many == 1 else plural(noun)}"


def listed(names: Sequence[str], most: int = 8, *, between: str = "; ", before_rest: str = ";") -> str:
    """Names in a row; of more than `most` the first, and how many more there are: “one; two; and 3 more”.

    `between` stands between two names, `before_rest` directly before “and 3 more”.
    """
    rest = f"{before_rest} and {len(names) - most} more" if len(names) > most else ""
    return between.join(names[:most]) + rest


def article(word: str) -> str:
    """A word with a or an before it, by its first letter."""
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


def capital(text: str) -> str:
    """A text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]
