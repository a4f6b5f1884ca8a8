"""How the codings and the record of a store are made, kept in the store so that all who touch it later make them alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from detente.language.senses import CONTEXTS, FOLDER, TABLE, TOGETHER, TOKENIZER
from detente.lexicon.files import DataFolder
from detente.records.codec import from_line, to_line
from detente.records.kinds import Header
from detente.store.database import Store, get_meta, set_meta

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Making:
    """Header of the record, whether captions are read, how reports are compared, and which code reads them."""

    header: Header
    captions: bool = False
    one_story: bool = False
    compare: bool = True
    program: str = ""
    marked: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Report id -> what names the regions that a user marked in it."""

    @property
    def name(self) -> str:
        """One line that names how codings are made: program, lexicon, models and what is read."""
        return "\n".join((to_line(self.header), str(self.captions), self.program))

    def name_of(self, report: str) -> str:
        """The same for one report: another where a user marked other parts of it."""
        return "\n".join((self.name, *filter(None, (self.marked.get(report),))))


def code_fingerprint() -> str:
    """12 hex digits over the modules that code a report: between two releases the version alone would not tell them apart."""
    return _fingerprint(
        p for folder in ("extract", "language", "lexicon", "records") for p in sorted((_ROOT / folder).glob("*.py"))
    )


@cache
def comparing_fingerprint() -> str:
    """12 hex digits over all that decides a comparison beside the reports: modules, data, the tables and networks of what words mean, numpy, onnxruntime."""
    modules = [
        p for folder in ("compare", "language", "lexicon", "records") for p in sorted((_ROOT / folder).glob("*.py"))
    ]
    tables = [path for name in (TABLE, CONTEXTS, TOGETHER, TOKENIZER) if (path := FOLDER / name).is_file()]
    return (
        f"{_fingerprint((*modules, *tables))} {DataFolder().fingerprint()} {version('numpy')} {version('onnxruntime')}"
    )


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = blake2b(digest_size=6)
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def keep_making(store: Store, making: Making) -> None:
    """Make the store's record this way from now on (inside the caller's transaction)."""
    if kept_making(store) == making:
        return
    set_meta(store, "making", making.name)
    set_meta(store, "one_story", str(making.one_story))
    set_meta(store, "compare", str(making.compare))
    set_meta(store, "compared", "")


def kept_making(store: Store) -> Making | None:
    """How the last command made the store's record; None where nothing was read yet."""
    name = get_meta(store, "making")
    if name is None:
        return None
    line, captions, program = name.split("\n")
    header = from_line(line)
    assert isinstance(header, Header)
    one_story, compare = get_meta(store, "one_story"), get_meta(store, "compare")
    return Making(header, captions == "True", one_story == "True", compare == "True", program)
