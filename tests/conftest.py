"""What every test may ask for: the loaded reader and lexicon, a text coded in one call, and the measuring material."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from detente.lexicon.lexicon import Lexicon
from detente.pipeline import Reader, Settings, code_report, load_reader
from detente.records.coding import Coding
from detente.records.raw import RawReport

ROOT = Path(__file__).resolve().parent.parent


class Code(Protocol):
    """Codes a text that stands alone, as `detente read` would code a .txt file."""

    def __call__(
        self,
        text: str,
        published: str | None = None,
        outlet: str = "test",
        *,
        report_id: str | None = None,
        title: str | None = None,
        url: str | None = None,
        kind: str = "txt",
    ) -> Coding:
        """The coding of one report."""
        ...


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped lexicon and the parser, loaded once for the whole run; without the reader model, since most tests test rules."""
    return load_reader(Settings(model=False))


@pytest.fixture(scope="session")
def model_reader() -> Reader:
    """The reader as it is shipped, with its model; skips where that is not in this checkout."""
    loaded = load_reader(Settings())
    if loaded.model is None:
        pytest.skip("the reader model is not in this checkout")
    return loaded


@pytest.fixture(scope="session")
def lexicon(reader: Reader) -> Lexicon:
    """The shipped lexicon."""
    return reader.lexicon


@pytest.fixture(scope="session")
def code(reader: Reader) -> Code:
    """A function from a text to its Coding."""

    def code_text(
        text: str,
        published: str | None = None,
        outlet: str = "test",
        *,
        report_id: str | None = None,
        title: str | None = None,
        url: str | None = None,
        kind: str = "txt",
    ) -> Coding:
        return code_report(RawReport(report_id, outlet, title, published, url, text, kind, "test"), reader)

    return code_text


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold sets, stories and seeds beside the checkout; skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "bench").is_dir():
        pytest.skip("the measuring material (../shared) is not beside this checkout")
    return folder
