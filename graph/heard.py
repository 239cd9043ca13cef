"""What is known of a question in plain English goes in, the reply comes out that says how sure it is and how it was understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from goldthread.graph.results.answers import Reply


@dataclass(frozen=True)
class Heard(Reply):
    """A reply to a question in plain English.

    `verdict` is answer, several readings, not in the documents or not understood; `sure` is true of an answer alone. `readings`
    are the answers it may have, the likeliest first. `understood` says what was wanted, of which time, by which words; `again` are
    questions of the library, ready to be asked, that show the rows behind the reply.
    """

    sure: bool = False
    verdict: str = ""
    readings: tuple[str, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    again: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The envelope, with the verdict and what was understood."""
        more = {"sure": self.sure, "verdict": self.verdict, "readings": list(self.readings)}
        return {**super().to_json(), **more, "understood": dict(self.understood), "again": list(self.again)}
