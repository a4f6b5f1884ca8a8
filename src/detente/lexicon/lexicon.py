"""The lexicon: every table and rule the reading stages are given, loaded once and passed along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from detente.errors import LexiconError
from detente.lexicon.commitments import CommitmentRules, load_commitments
from detente.lexicon.cues import CueRules, load_cues
from detente.lexicon.entities import EntityTables, load_entities
from detente.lexicon.events import EventRules, load_events
from detente.lexicon.files import DataFolder
from detente.lexicon.modality import ModalityRules, load_modality
from detente.lexicon.quantities import QuantityRules, load_quantities
from detente.lexicon.regions import RegionRules, load_regions
from detente.lexicon.times import TimeRules, load_times


@dataclass(frozen=True)
class Lexicon:
    """Typed rules by section; ``fingerprint`` names this exact set of data files."""

    fingerprint: str
    entities: EntityTables
    cues: CueRules
    events: EventRules
    modality: ModalityRules
    times: TimeRules
    commitments: CommitmentRules
    quantities: QuantityRules
    regions: RegionRules


def load_lexicon(overlay: Path | None = None) -> Lexicon:
    """The shipped lexicon, with the files of ``overlay`` on top; raises LexiconError naming file, line and rule."""
    if overlay is not None and not overlay.is_dir():
        raise LexiconError(f"expected a folder of YAML and CSV files, found {overlay}")
    folder = DataFolder(overlay=overlay)
    return Lexicon(
        fingerprint=folder.fingerprint(),
        entities=load_entities(folder),
        cues=load_cues(folder),
        events=load_events(folder),
        modality=load_modality(folder),
        times=load_times(folder),
        commitments=load_commitments(folder),
        quantities=load_quantities(folder),
        regions=load_regions(folder),
    )
