"""A row knows its identifier and the first value of a column."""

from __future__ import annotations

from goldthread.graph.tables.rows import RecordRow


def test_a_row_knows_its_identifier_and_first_values() -> None:
    row = RecordRow("places", "mill", "mill/places.csv", 2, {"id": ("place/mill",), "alt_labels": ("a", "b")})
    assert (row.id, row.first("alt_labels"), row.first("why")) == ("place/mill", "a", "")
    assert RecordRow("places", "mill", "mill/places.csv", 2, {"id": ()}).id == ""
