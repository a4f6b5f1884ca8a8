"""Times in sentences: what is found, what it resolves to, and what stays open."""

from __future__ import annotations

import pytest

from detente.language.calendars import last_day
from detente.language.dates import find_anchor, find_deadline, find_times, nearest_time, times_in
from detente.language.parsed import parse_report
from detente.language.time_values import MEANINGS
from detente.language.time_words import CLASSES
from detente.language.times import TimeSpan
from detente.lexicon.files import DataFolder
from detente.lexicon.times import TimeExample, load_times
from detente.pipeline import Reader
from detente.records.kinds import Report
from detente.records.shapes import Region, Role

EXAMPLES = [
    pytest.param(example, id=f"{rule.id}-{number}")
    for rule in load_times(DataFolder()).rules
    for number, example in enumerate(rule.examples)
]


def make_report(*stretches: tuple[str, Role], published: str | None = None) -> Report:
    """A report whose lines have the roles given."""
    text, regions = "", []
    for line, role in stretches:
        regions.append(Region(len(text), len(text) + len(line), role, "test"))
        text += line + "\n"
    return Report("r-test", "test", None, published, "en", "news", None, text, tuple(regions))


def times_of(reader: Reader, *stretches: tuple[str, Role], published: str | None = None) -> tuple[TimeSpan, ...]:
    """The times of a report made of the stretches."""
    report = make_report(*stretches, published=published)
    return find_times(parse_report(report, reader.parser), reader.lexicon)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_rules_hold(reader: Reader, example: TimeExample) -> None:
    found = {t.time.text: t for t in times_of(reader, (example.text, "body"), published=example.published)}
    assert example.words in found, sorted(found)
    span = found[example.words]
    assert (span.time.start, span.time.end, span.time.precision) == (example.start, example.end, example.precision)
    assert example.kind in (None, span.kind)


def test_every_rule_names_a_value_and_classes_that_exist() -> None:
    rules = load_times(DataFolder()).rules
    assert {rule.value for rule in rules} == set(MEANINGS)
    slots = [slot for rule in rules for pattern in rule.patterns for slot in pattern.slots]
    assert {option for slot in slots if slot.kind == "class" for option in slot.options} <= set(CLASSES)
    yields = {rule.yields for rule in rules} | {"any"}
    assert {option for slot in slots if slot.kind == "nested" for option in slot.options} <= yields


# Wednesday 13 May 2015
RESOLVED = [
    ("The envoys met on Tuesday in Szohod.", "Tuesday", "2015-05-12", "2015-05-12"),
    ("Anna Karr flew into Klow on Sunday to open a fair.", "Sunday", "2015-05-10", "2015-05-10"),
    ("The ministers, who had met on Monday, spoke again.", "Monday", "2015-05-11", "2015-05-11"),
    ("The premier said on Wednesday that the border was shut.", "Wednesday", "2015-05-13", "2015-05-13"),
    ("The ministers are to meet on Thursday.", "Thursday", "2015-05-14", "2015-05-14"),
    ("Ruritania said it would reopen the road on Friday.", "Friday", "2015-05-15", "2015-05-15"),
    ("The two agreed to meet again on Saturday.", "Saturday", "2015-05-16", "2015-05-16"),
    ("The summit opens on Thursday.", "Thursday", "2015-05-14", "2015-05-14"),
    ("The museum is due to open in Strelsau on Monday.", "Monday", "2015-05-18", "2015-05-18"),
    ("Friday's ceremony was cancelled.", "Friday", "2015-05-08", "2015-05-08"),
    ("They spoke ahead of Friday's vote.", "Friday", "2015-05-15", "2015-05-15"),
    ("A summit planned for Sunday has been called off.", "Sunday", "2015-05-17", "2015-05-17"),
    ("He may have met the rebels on Tuesday.", "Tuesday", "2015-05-12", "2015-05-12"),
    ("The sides must answer by Friday.", "by Friday", "2015-05-15", "2015-05-15"),
    ("By Sunday the town was empty.", "By Sunday", "2015-05-10", "2015-05-10"),
    ("Shots were fired on Tuesday night.", "Tuesday night", "2015-05-12", "2015-05-12"),
    ("She arrived late on Monday.", "late on Monday", "2015-05-11", "2015-05-11"),
    ("A bomb went off early Tuesday.", "early Tuesday", "2015-05-12", "2015-05-12"),
    ("He resigned last Thursday.", "last Thursday", "2015-05-07", "2015-05-07"),
    ("The court sits next Wednesday.", "next Wednesday", "2015-05-20", "2015-05-20"),
    ("They will talk this Friday.", "this Friday", "2015-05-15", "2015-05-15"),
    ("The raid came on Monday of last week.", "Monday of last week", "2015-05-04", "2015-05-04"),
    ("Today the army withdrew.", "Today", "2015-05-13", "2015-05-13"),
    ("The army withdrew yesterday morning.", "yesterday morning", "2015-05-12", "2015-05-12"),
    ("The talks resume tomorrow.", "tomorrow", "2015-05-14", "2015-05-14"),
    ("The bridge was shelled last night.", "last night", "2015-05-12", "2015-05-12"),
    ("The envoy left the day before yesterday.", "the day before yesterday", "2015-05-11", "2015-05-11"),
    ("The envoy left three days ago.", "three days ago", "2015-05-10", "2015-05-10"),
    ("Freedonia took the island just over a year ago.", "a year ago", "2014", "2014"),
    ("The fleet is in better shape than three years ago.", "three years ago", "2012", "2012"),
    ("The post was built a decade ago.", "a decade ago", "2005", "2005"),
    ("The king died two and a half years ago.", "two and a half years ago", "2012-11", "2012-11"),
    ("Fighting flared last week.", "last week", "2015-05-04", "2015-05-10"),
    ("The pact will be signed next week.", "next week", "2015-05-18", "2015-05-24"),
    ("Three truces failed this month.", "this month", "2015-05", "2015-05"),
    ("Trade fell last month.", "last month", "2015-04", "2015-04"),
    ("An election is due next year.", "next year", "2016", "2016"),
    ("Western states stayed away from the parade last weekend.", "last weekend", "2015-05-09", "2015-05-10"),
    ("Thousands fled over the weekend.", "the weekend", "2015-05-09", "2015-05-10"),
    ("They will vote at the weekend.", "the weekend", "2015-05-16", "2015-05-17"),
    ("The envoy was recalled earlier this year.", "earlier this year", "2015", "2015"),
    ("Two ships were seized later that month, on May 2.", "May 2", "2015-05-02", "2015-05-02"),
    ("In March the premier said the opposite.", "March", "2015-03", "2015-03"),
    ("The rebel leader was shot dead in November.", "November", "2014-11", "2014-11"),
    ("Elections will be held in November.", "November", "2015-11", "2015-11"),
    ("The second accord was signed last February.", "last February", "2015-02", "2015-02"),
    ("Borduria joined in June last year.", "June last year", "2014-06", "2014-06"),
    ("The union was founded in September 2003.", "September 2003", "2003-09", "2003-09"),
    ("Sylvania left the union in 2009.", "2009", "2009", "2009"),
    ("The 1994 treaty is void.", "1994", "1994", "1994"),
    ("The drought of the 1930s ruined it.", "the 1930s", "1930", "1939"),
    ("The border dates from the 19th century.", "the 19th century", "1801", "1900"),
    ("The accord was signed on 12 May 2014.", "12 May 2014", "2014-05-12", "2014-05-12"),
    ("The accord was signed on May 12, 2014.", "May 12, 2014", "2014-05-12", "2014-05-12"),
    ("The accord was signed on the 12th of May 2014.", "the 12th of May 2014", "2014-05-12", "2014-05-12"),
    ("The accord was signed on Tuesday, 12 May.", "Tuesday, 12 May", "2015-05-12", "2015-05-12"),
    ("Guests stayed away from the May 9 parade.", "May 9", "2015-05-09", "2015-05-09"),
    ("A note was handed over on 29 December.", "29 December", "2014-12-29", "2014-12-29"),
    ("The fair runs from 3 to 5 June.", "from 3 to 5 June", "2015-06-03", "2015-06-05"),
    ("The fair runs June 3-5.", "June 3-5", "2015-06-03", "2015-06-05"),
    ("Between 1990 and 1994 the two fought a war.", "Between 1990 and 1994", "1990", "1994"),
    ("The drill lasted from Friday to Monday.", "from Friday to Monday", "2015-05-08", "2015-05-11"),
    ("They agreed to meet in the second half of June.", "the second half of June", "2015-06-16", "2015-06-30"),
    ("He will travel in the last week of June.", "the last week of June", "2015-06-22", "2015-06-30"),
    ("It was founded in early 2013.", "early 2013", "2013-01-01", "2013-04-30"),
    ("The post opens in mid-July.", "mid-July", "2015-07-11", "2015-07-20"),
    ("The guns fell silent at the end of April.", "the end of April", "2015-04-24", "2015-04-30"),
    ("All troops must go by the end of June.", "by the end of June", None, "2015-06-30"),
    ("All troops must go by the end of the year.", "by the end of the year", None, "2015-12-31"),
    ("Every dyke would be raised by 2020, he promised.", "by 2020", None, "2020"),
    ("The fee must be paid no later than 10 June.", "no later than 10 June", "2015-06-10", "2015-06-10"),
    ("The strait must be open before 1 August.", "before 1 August", None, "2015-07-31"),
    ("No ship will sail before August.", "before August", None, "2015-07-31"),
    ("The first bus will run not earlier than 3 August.", "not earlier than 3 August", "2015-08-03", None),
    ("They have until Friday to answer.", "until Friday", "2015-05-15", "2015-05-15"),
    ("The guns must go within 60 days.", "within 60 days", "2015-05-13", "2015-07-12"),
    ("They must answer within 48 hours, the note said.", "within 48 hours", "2015-05-13", "2015-05-15"),
    ("The road has been shut since February.", "since February", "2015-02", None),
    ("Nobody has crossed since last Tuesday.", "since last Tuesday", "2015-05-12", None),
    ("Ten were hurt in the past two weeks.", "the past two weeks", "2015-04-29", "2015-05-13"),
    ("Talks will resume in three weeks.", "in three weeks", "2015-06-01", "2015-06-07"),
    ("Relations have soured in recent months.", "recent months", None, "2015-05-13"),
    ("Ships will sail in the coming days.", "the coming days", "2015-05-13", None),
    ("Two days before 5 May the envoy left.", "Two days before 5 May", "2015-05-03", "2015-05-03"),
    ("The raid began at 7:40 a.m. on 22 April.", "7:40 a.m. on 22 April", "2015-04-22", "2015-04-22"),
    ("A truce has held from six in the evening on Monday.", "from six in the evening on Monday", "2015-05-11", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def resolved(reader: Reader) -> list[dict[str, tuple[str | None, str | None]]]:
    """The times of all sentences of RESOLVED, read in one go as the paragraphs of one report."""
    times = times_of(reader, *((text, "body") for text, *_ in RESOLVED), published="2015-05-13")
    return [{t.time.text: (t.time.start, t.time.end) for t in times if t.paragraph == n} for n in range(len(RESOLVED))]


@pytest.mark.parametrize("number", range(len(RESOLVED)), ids=[words for _, words, _, _ in RESOLVED])
def test_a_time_resolves_against_the_day_of_publication(
    resolved: list[dict[str, tuple[str | None, str | None]]], number: int
) -> None:
    _, words, start, end = RESOLVED[number]
    found = resolved[number]
    assert found.get(words) == (start, end), found


ABSENT = [
    "They may march on the capital.",
    "The second man said the sun had set.",
    "Theresa May spoke to her cabinet.",
    "He may not sign.",
    "Some 2000 people were killed.",
    "Resolution 2202 was adopted.",
    "A spring in his step showed it.",
    "The fall of the city was near.",
    "The march went on.",
    "Can we wed the two plans?",
]


@pytest.mark.parametrize("text", ABSENT)
def test_ordinary_words_are_no_dates(reader: Reader, text: str) -> None:
    assert times_of(reader, (text, "body"), published="2015-05-13") == ()


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("They talked for nearly four hours.", "four hours", "duration"),
        ("The lease runs for 45 days.", "45 days", "duration"),
        ("We now enter the last six weeks of the talks.", "the last six weeks", "duration"),
        ("The guns must go by Friday.", "by Friday", "deadline"),
        ("They met on Friday.", "Friday", "date"),
        ("The bridge was built in three days.", "three days", "duration"),
    ],
)
def test_the_kind_of_a_time(reader: Reader, text: str, words: str, kind: str) -> None:
    found = {t.time.text: t.kind for t in times_of(reader, (text, "body"), published="2015-05-13")}
    assert found.get(words) == kind, found


@pytest.mark.parametrize(
    "text",
    ["They met on Tuesday.", "They met yesterday.", "They met last week.", "They met on 9 May.", "They met in March."],
)
def test_without_a_day_of_publication_relative_times_stay_open(reader: Reader, text: str) -> None:
    (span,) = times_of(reader, (text, "body"))
    assert (span.time.start, span.time.end, span.time.computed_from) == (None, None, None)


def test_an_absolute_date_needs_no_anchor(reader: Reader) -> None:
    (span,) = times_of(reader, ("They met on 9 May 2014.", "body"))
    assert (span.time.start, span.time.computed_from) == ("2014-05-09", None)


def test_a_full_dateline_is_an_anchor(reader: Reader) -> None:
    found = times_of(reader, ("KLOW, 12 May 2015 (Wire) -", "dateline"), ("Envoys met on Monday.", "body"))
    assert [(t.time.start, t.time.computed_from) for t in found] == [("2015-05-11", "dateline 12 May 2015")]


def test_a_dateline_without_a_year_is_none(reader: Reader) -> None:
    (span,) = times_of(reader, ("KLOW, May 12 (Wire) -", "dateline"), ("Envoys met on Monday.", "body"))
    assert span.time.start is None


def test_a_dateline_a_day_before_publication_counts(reader: Reader) -> None:
    report = make_report(("KLOW, May 12 (Wire) -", "dateline"), published="2015-05-13T06:00:00Z")
    anchor = find_anchor(report, reader.lexicon.times)
    assert anchor is not None
    assert (anchor.day.isoformat(), anchor.basis) == ("2015-05-12", "dateline May 12")


def test_a_headline_tells_the_past_in_the_present(reader: Reader) -> None:
    (span,) = times_of(reader, ("Ruritania opens border on Friday", "headline"), published="2015-05-13")
    assert span.time.start == "2015-05-08"


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("Envoys met on 5 May 2014. Two days later shells fell.", "Two days later", "2014-05-07"),
        ("Envoys met on 5 May 2014. Shells fell the following day.", "the following day", "2014-05-06"),
        ("Envoys met on 5 May 2014. A week earlier shells had fallen.", "A week earlier", "2014-04-28"),
        ("Envoys met on 5 May 2014. Shells fell the same day.", "the same day", "2014-05-05"),
    ],
)
def test_a_time_told_from_another_names_it(reader: Reader, text: str, words: str, start: str) -> None:
    found = {t.time.text: t.time for t in times_of(reader, (text, "body"))}
    assert (found[words].start, found[words].computed_from) == (start, "5 May 2014 2014-05-05")


def test_computed_from_names_the_publication(reader: Reader) -> None:
    (span,) = times_of(reader, ("They met on Tuesday.", "body"), published="2015-05-13")
    assert span.time.computed_from == "published 2015-05-13"


@pytest.mark.parametrize(
    "text",
    ["On 31 June 2014 they met.", "They met 99999999 years ago.", "In 30 February", "by by by Monday to", "May " * 50],
)
def test_impossible_dates_raise_nothing(reader: Reader, text: str) -> None:
    for span in times_of(reader, (text, "body"), published="2015-05-13"):
        assert span.time.text


def test_helpers_find_times_near_a_token(reader: Reader) -> None:
    found = times_of(reader, ("They met on Monday and must leave by Friday.", "body"), published="2015-05-13")
    assert [t.time.text for t in times_in(found, 0, 0, 5)] == ["Monday"]
    near = nearest_time(found, 0, 1, first=0, last=12)
    assert near is not None
    assert near.time.text == "Monday"
    deadline = find_deadline(found, 0, 0, 12)
    assert deadline is not None
    assert deadline.time.text == "by Friday"


@pytest.mark.parametrize(
    ("iso", "last"),
    [
        ("2015-06", "2015-06-30"),
        ("2016-02", "2016-02-29"),
        ("2012", "2012-12-31"),
        ("2012-01-05", "2012-01-05"),
        (None, None),
    ],
)
def test_the_last_day_of_a_date(iso: str | None, last: str | None) -> None:
    assert last_day(iso) == last
