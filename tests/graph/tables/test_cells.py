"""A value that its column cannot hold is told in a sentence that shows how it is to be written."""

from __future__ import annotations

import pytest

from goldthread.graph.tables.cells import LONGEST_ID, date_fault, fault, id_fault
from goldthread.graph.tables.schema import ColumnSchema, schema


def column(table: str, name: str) -> ColumnSchema:
    found = schema().tables[table].column(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("17/11/2021", "2021-11-17"),
        ("17/11/2021 00:00", "2021-11-17"),
        ("17/11/2021 00:00:00", "2021-11-17"),
        ("17 Nov 2021", "2021-11-17"),
        ("17 November 2021", "2021-11-17"),
        ("05/05/2021", "2021-05-05"),
        ("05/07/2021", "2021-07-05 or 2021-05-07, whichever is meant"),
        ("31/02/2021", "2021, 2021-11 or 2021-11-17"),
        ("Nov-21", "2021, 2021-11 or 2021-11-17"),
        ("44517", "2021, 2021-11 or 2021-11-17"),
        ("17.11.2021", "2021, 2021-11 or 2021-11-17"),
        ("2021/22", "2021, 2021-11 or 2021-11-17"),
    ],
)
def test_a_date_of_a_spreadsheet_is_told_with_the_form_that_is_wanted(value: str, form: str) -> None:
    assert date_fault(value) == f"“{value}” is not a date; write {form}"


@pytest.mark.parametrize("value", ["2021", "2021-11", "2021-11-17", "2024-02-29"])
def test_a_right_date_is_fine(value: str) -> None:
    assert date_fault(value) is None


def test_an_identifier_is_short_and_of_plain_letters() -> None:
    assert id_fault("leeds/board/one.2-a") is None
    assert id_fault("x" * LONGEST_ID) is None
    assert id_fault("x" * (LONGEST_ID + 1)) == (
        f"“{'x' * 80} … ({LONGEST_ID + 1} characters)” is longer than {LONGEST_ID} characters; shorten it"
    )
    assert id_fault("a b") == "“a b” is not an identifier; use lower case letters, digits, - and /"


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("places", "id"), "A" * 40_000),
        (("plans", "from"), "2" * 40_000),
        (("funding", "amount"), "2," * 20_000),
        (("sections", "number"), "9" * 5_000),
        (("boards", "tier"), "Silv" * 10_000),
        (("links", "relation"), "is " * 13_000),
        (("places", "label"), "\0" * 40_000),
    ],
)
def test_a_cell_of_40_000_characters_is_told_in_few(where: tuple[str, str], value: str) -> None:
    said = fault(value, column(*where))
    assert said is not None and len(said) < 400


def test_a_long_list_is_named_in_part() -> None:
    said = fault("xyzzy", column("links", "relation"))
    assert said is not None and said.startswith("“xyzzy” is not in the list: ")
    assert said.endswith(" more, see the data dictionary")


def test_a_value_that_its_column_may_hold_is_fine() -> None:
    assert fault("Silver", column("boards", "tier")) is None
    assert fault("-1.50", column("funding", "amount")) is None
    assert fault("any/text at all", column("places", "label")) is None
