"""Names that no system mistakes for a way or a device may be files; all others are told why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goldthread.graph.text.filenames import LONGEST, fault, place


@pytest.mark.parametrize(
    "name",
    [
        "plan.txt",
        "Safer Leeds – Plan 2021-24 (final).txt",
        "plan",
        "con-plan.txt",
        "console.txt",
        "a.con",
        "été.txt",
        "計画.txt",
        "x" * LONGEST,
        "-o.txt",
        "a..b",
    ],
)
def test_a_file_may_bear_a_plain_name(name: str, tmp_path: Path) -> None:
    assert fault(name) is None
    (tmp_path / name).touch()
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "is empty"),
        ("../../../x.txt", "holds a /"),
        ("/etc/passwd", "holds a /"),
        ("..\\x.txt", "holds a \\"),
        ("c:x.txt", "holds a :"),
        ("what?.txt", "holds a ?"),
        ('"plan".txt', 'holds a "'),
        ("..", "begins with a full stop"),
        (".", "begins with a full stop"),
        (".plan.txt", "begins with a full stop"),
        ("plan.", "begins or ends with a space, or ends in a full stop"),
        ("plan.txt ", "begins or ends with a space, or ends in a full stop"),
        (" plan.txt", "begins or ends with a space, or ends in a full stop"),
        ("nul", "is the name of a device of Windows"),
        ("CON.txt", "is the name of a device of Windows"),
        ("com1 .tar.gz", "is the name of a device of Windows"),
        ("LPT\u00b2.txt", "is the name of a device of Windows"),
        ("a\0b.txt", "holds a character that does not show"),
        ("a\nb.txt", "holds a character that does not show"),
        ("a\tb.txt", "holds a character that does not show"),
        ("\x1b[31mplan.txt", "holds a character that does not show"),
        ("plan\u202etxt.exe", "holds a character that does not show"),
        ("pl\u200ban.txt", "holds a character that does not show"),
        ("plan\udcff.txt", "holds a character that does not show"),
        ("x" * (LONGEST + 1), f"is longer than {LONGEST} bytes"),
        ("é" * (LONGEST // 2 + 1), f"is longer than {LONGEST} bytes"),
    ],
)
def test_another_name_is_told_why_not(name: str, why: str) -> None:
    assert fault(name) == why


@pytest.mark.parametrize(
    ("one", "other"), [("Plan.txt", "plan.TXT"), ("caf\u00e9.txt", "cafe\u0301.txt"), ("STRASSE", "straße")]
)
def test_names_that_some_system_takes_for_one_share_a_place(one: str, other: str) -> None:
    assert place(one) == place(other)


def test_other_names_have_other_places() -> None:
    assert place("plan-1.txt") != place("plan-2.txt")
