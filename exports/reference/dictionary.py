"""The data dictionary: the record tables, column by column, for people who record a plan."""

from __future__ import annotations

from goldthread.exports.text.tables import rows_text
from goldthread.graph.tables.schema import ColumnSchema, Schema, TableSchema, schema
from goldthread.ontology.namespaces import IDENTIFIER

HEAD = (
    "# Data dictionary\n\n"
    "The tables in which a plan is recorded, column by column. A document has a folder of its own with one "
    "file a table,\n`records/<document>/<table>.csv`; what several documents speak of stands in "
    "`records/shared/`. A row is one thing or one link.\nA table that a document does not need is left out, "
    "and so is a column that is not required.\n\n"
    "This page is made from `ontology/shapes/shapes.ttl` by `python -m goldthread.exports.reference docs/`. "
    "To add a column, add it there.\nThe meaning of each allowed value stands in "
    "[the ontology](ontology.html#lists).\n"
)
PLAIN = {
    "text": "text",
    "date": "a date: 2021, 2021-11 or 2021-11-17",
    "decimal": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "relation": "a relation of the list at the end",
    "anything": "the id of a row of any table",
}


def dictionary(form: Schema | None = None) -> str:
    """The data dictionary as Markdown: each table with its columns in order, then the relations."""
    form = form or schema()
    contents = "\n".join(f"- [{table.name}](#{table.name}): {table.help}" for table in form.tables.values())
    parts = [
        HEAD,
        f"## Tables\n\n{contents}\n",
        *(_table(table, form) for table in form.tables.values()),
        _relations(form),
    ]
    return "\n".join(parts)


def _table(table: TableSchema, form: Schema) -> str:
    rows = [
        {
            "column": column.name,
            "what it holds": column.help,
            "allowed values": _allowed(column, form),
            "required": "yes" if column.required else "",
            "several": "yes, parted by |" if column.many else "",
        }
        for column in table.columns
    ]
    label = form.labels.get(table.cls, "")
    return (
        f"## {table.name}\n\n{table.help}{f' Each row is a {label}.' if label else ''}\n\n"
        f"{rows_text(rows, 'md')}"
    )


def _allowed(column: ColumnSchema, form: Schema) -> str:
    """What a cell of a column may hold, in words."""
    if column.holds == "choice":
        return "one of: " + "; ".join(label for label, _ in column.choices)
    if column.holds == "reference":
        tables = [
            t.name for t in form.tables.values() if any(form.is_a(t.cls, cls) for cls in column.classes)
        ]
        return f"the id of a row of: {', '.join(tables)}"
    return (
        "small letters and digits, parted by / - ." if column.path == (IDENTIFIER,) else PLAIN[column.holds]
    )


def _relations(form: Schema) -> str:
    """The relations that a cell may name, as the forms offer them."""
    columns = [
        column for table in form.tables.values() for column in table.columns if column.holds == "relation"
    ]
    labels = sorted({label for column in columns for label, _ in column.choices})
    return "## Relations\n\nThe words that a column named relation may hold.\n\n" + "".join(
        f"- {label}\n" for label in labels
    )
