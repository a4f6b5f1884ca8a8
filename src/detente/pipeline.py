"""The whole program on one page: reports in, record out. The first file to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from detente.extract.attributions import find_attributions
from detente.extract.commitments import find_commitments
from detente.extract.events import find_events
from detente.extract.first_person import link_first_person
from detente.extract.hearing import Heard, find_heard, listen
from detente.extract.issues import find_issues
from detente.extract.opinions import find_opinions
from detente.extract.quantities import find_quantities
from detente.extract.references import find_references
from detente.extract.who import Answer, resolve_phrase
from detente.language.cleaning import clean_report
from detente.language.dates import find_times
from detente.language.event_model import EventModel, load_event_model
from detente.language.masking import show_pair
from detente.language.parsed import parse_report
from detente.language.parser import Parser, load_parser
from detente.language.reader_model import ReaderModel, load_reader_model
from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.records.coding import Coding, Record
from detente.records.kinds import SCHEMA, Event, Header, Report
from detente.records.marking import mark_report
from detente.records.raw import Note, RawReport, Skipped
from detente.store.compared import compare_versions
from detente.store.database import Store
from detente.store.intake import Outcome, take_reports
from detente.store.making import Making, code_fingerprint
from detente.version import __version__


@dataclass(frozen=True)
class Settings:
    """How to read: captions too, a lexicon overlay, all reports as one story, no comparison at all, no reader model."""

    captions: bool = False
    lexicon: Path | None = None
    one_story: bool = False
    compare: bool = True
    model: bool = True


@dataclass(frozen=True)
class Reader:
    """Everything that is loaded once: the lexicon, the parser, the settings, the reader model and the event model, where there are any."""

    lexicon: Lexicon
    parser: Parser
    settings: Settings
    model: ReaderModel | None = None
    events: EventModel | None = None

    @property
    def header(self) -> Header:
        """The first line of every record this reader makes."""
        models = (self.parser.name, *(model.name for model in (self.model, self.events) if model))
        return Header(SCHEMA, __version__, self.lexicon.fingerprint, models)

    @property
    def making(self) -> Making:
        """How this reader makes codings and records, as a store keeps it."""
        settings = self.settings
        return Making(self.header, settings.captions, settings.one_story, settings.compare, code_fingerprint())


def load_reader(settings: Settings | None = None) -> Reader:
    """Load lexicon, parser and both models (about two seconds); without the models' files the rules read alone."""
    settings = settings or Settings()
    models = (load_reader_model(), load_event_model()) if settings.model else (None, None)
    return Reader(load_lexicon(settings.lexicon), load_parser(), settings, *models)


def code_report(raw: RawReport, reader: Reader) -> Coding:
    """Read one report: regions, parse, who, when, who said what, what happened, what was promised."""
    report = mark_report(clean_report(raw, reader.lexicon), raw.marked)
    return code_clean(report, reader, notes=raw.notes)


def code_clean(report: Report, reader: Reader, notes: tuple[Note, ...] = ()) -> Coding:
    """The same for a report whose regions are marked; ``notes`` are what its file gave cause to say."""
    lexicon = reader.lexicon
    parsed = parse_report(report, reader.parser, captions=reader.settings.captions)
    references = find_references(parsed, lexicon)
    times = find_times(parsed, lexicon)
    attributions = find_attributions(
        parsed, references, times, lexicon, read=reader.model.read if reader.model else None
    )
    opinions = find_opinions(parsed, references, attributions, lexicon)
    references = link_first_person(parsed, references, attributions)
    judge = reader.events.judge if reader.events else None
    events = find_events(parsed, references, times, attributions, opinions, lexicon, judge)
    quantities = find_quantities(parsed, lexicon, times=times)
    commitments = find_commitments(parsed, references, times, attributions, lexicon)
    return Coding(
        report,
        tuple(entity for _, entity in sorted(references.entities.items())),
        attributions,
        opinions,
        events,
        quantities,
        commitments,
        find_issues(parsed, times, attributions, events, notes=notes),
    )


def judge_event(event: Event, report: Report, reader: Reader) -> tuple[str, dict[str, float]] | None:
    """What the event model read of an event's first evidence, names masked, and how likely it holds each type, best first.

    The report is read again to hear it. None without the model, or where it was not asked.
    """
    if reader.events is None:
        return None
    heard: list[Heard] = []
    listening = replace(reader, events=replace(reader.events, judge=listen(reader.events.judge, heard)))
    code_clean(report, listening)
    found = find_heard(event, report.text, heard)
    if found is None:
        return None
    pair, likely = found
    return show_pair(pair), dict(sorted(likely.items(), key=lambda item: (-item[1], item[0])))


def code_reports(raws: Iterable[RawReport], reader: Reader) -> Iterator[Coding]:
    """Read reports one after the other; nothing one report says changes how another is read."""
    for raw in raws:
        yield code_report(raw, reader)


def resolve_phrases(phrases: Iterable[tuple[str, str]], reader: Reader) -> Iterator[Answer]:
    """Who each phrase means on its day (``YYYY-MM-DD``), in order, by the resolver that reads reports."""
    for phrase, on in phrases:
        yield resolve_phrase(phrase, on, reader.parser, reader.lexicon)


def read_into(
    store: Store,
    raws: Iterable[RawReport | Skipped],
    reader: Reader,
    *,
    on_report: Callable[[RawReport | Skipped, str | None], None] = lambda raw, identity: None,
    on_recode: Callable[[int], None] = lambda count: None,
) -> Outcome:
    """Read reports into a store and compare all it holds; ``on_report`` hears of each one when it is stored or skipped.

    Stored reports that another version, lexicon or setting made are made again first, so that a record is of one making.
    """
    code, making = partial(code_report, reader=reader), reader.making
    return take_reports(store, raws, code=code, making=making, on_report=on_report, on_recode=on_recode)


def build_record(codings: Iterable[Coding], reader: Reader, *, batches: Iterable[frozenset[str]] = ()) -> Record:
    """Put codings together into a record, compared unless the settings say not to."""
    return compare_versions(
        codings,
        header=reader.header,
        batches=batches,
        one_story=reader.settings.one_story,
        compare=reader.settings.compare,
    )
