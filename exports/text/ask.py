"""The reply to a question in plain English as text, on request with how it was understood."""

from __future__ import annotations

from goldthread.exports.text.tables import json_text, plain, prose, reply_text, rows_text
from goldthread.graph.ask.reply import AskReply


def heard_text(heard: AskReply, style: str, *, explain: bool = False) -> str:
    """The reply in one of the styles table, json, csv, md.

    With `explain` it says how the question was understood too; JSON always does, CSV never."""
    if style == "json":
        return json_text(heard.to_json())
    shown = reply_text(heard, style)
    if style == "csv" or not explain:
        return shown
    rows = [{"the question": "verdict", "was understood as": heard.verdict}]
    rows += [{"the question": name, "was understood as": text} for name, text in heard.understood]
    blocks = [shown, rows_text(rows, style)]
    if heard.looked_in:
        blocks.append(prose("Looked in: " + "; ".join(heard.looked_in), style))
    if heard.again:
        blocks.append(prose("To see the rows behind it, or their SPARQL with --sparql:", style))
        blocks.append("\n".join(f"    {plain(command)}" for command in heard.again))
    return "\n\n".join(block.rstrip() for block in blocks) + "\n"
