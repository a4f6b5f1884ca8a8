"""For tests of events: sides and circumstances of an event in short, tellings before they are merged, and event models that answer as told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.extract.attributions import find_attributions
from detente.extract.event_parties import Scene
from detente.extract.events import choose_matches, settle
from detente.extract.merging import Told
from detente.extract.opinions import find_opinions
from detente.extract.references import find_references
from detente.extract.tellings import Setting, tell
from detente.extract.triggers import find_matches
from detente.language.cleaning import clean_report
from detente.language.dates import find_times
from detente.language.event_model import TYPES, EventModel
from detente.language.masking import Pair, show_pair
from detente.language.parsed import parse_report
from detente.pipeline import Reader, code_report
from detente.records.kinds import Event
from detente.records.raw import RawReport
from detente.records.shapes import Mention

PUBLISHED = "2015-05-13"
"""A Wednesday."""


def states(mentions: Sequence[Mention]) -> list[str]:
    """State or body of each party, "" for one in words alone."""
    return [mention.iso3 or mention.code or "" for mention in mentions]


def sides(event: Event) -> tuple[list[str], list[str]]:
    """States of actors and recipients."""
    return states(event.actors), states(event.recipients)


def day_of(event: Event) -> str | None:
    """The first day of an event, None where it has none."""
    return event.when.start if event.when else None


def place_of(event: Event) -> str | None:
    """The words of an event's place, None where it has none."""
    return event.where.quote if event.where else None


def raw(text: str) -> RawReport:
    """A text that stands alone, published on PUBLISHED."""
    return RawReport(None, "test", None, PUBLISHED, None, text, "txt", "test")


def read_told(text: str, reader: Reader) -> list[Told]:
    """The tellings of a text as the patterns find them, before anything is lent, settled or merged."""
    parsed = parse_report(clean_report(raw(text), reader.lexicon), reader.parser)
    references = find_references(parsed, reader.lexicon)
    times = find_times(parsed, reader.lexicon)
    attributions = find_attributions(parsed, references, times, reader.lexicon)
    opinions = find_opinions(parsed, references, attributions, reader.lexicon)
    setting = Setting(times, attributions, opinions, reader.lexicon.modality.speech)
    told = []
    for paragraph in parsed.paragraphs:
        scene = Scene(parsed, paragraph, references, reader.lexicon.events)
        matches = find_matches(paragraph.doc, reader.lexicon.events, reader.lexicon.modality)
        for match, parties in choose_matches(matches, scene):
            told.append(tell(match, parties, settle(match, matches, scene), scene, setting))
    return told


def likelihoods(shares: Mapping[str, float]) -> dict[str, float]:
    """Likelihood by type: what is given, the rest spread over the other types."""
    rest = (1 - sum(shares.values())) / (len(TYPES) - len(shares))
    return {name: shares.get(name, rest) for name in TYPES}


@dataclass
class FakeJudge:
    """An event model that gives every pair, or each as ``by_pair`` says, the same answer, and keeps what it was asked in ``asked``."""

    shares: Mapping[str, float]
    by_pair: Callable[[Pair], Mapping[str, float]] | None = None
    asked: list[str] = field(default_factory=list)

    def __call__(self, pairs: Sequence[Pair]) -> list[dict[str, float]]:
        """Likelihoods of each pair."""
        self.asked += [show_pair(pair) for pair in pairs]
        return [likelihoods(self.by_pair(pair) if self.by_pair else self.shares) for pair in pairs]


def judged(text: str, reader: Reader, judge: FakeJudge) -> tuple[Event, ...]:
    """The events of a text read with an event model."""
    return code_report(raw(text), replace(reader, events=EventModel("fake", judge))).events
