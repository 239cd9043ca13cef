"""Commands run as a person would, for the tests of cli/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldthread.cli.main import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command as a person would, 80 columns wide, where no document is registered."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(tmp_path / "no-sources"))
    return lambda *words: CliRunner().invoke(
        main, [str(word) for word in words], prog_name="goldthread", color=True
    )
