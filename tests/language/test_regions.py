"""Every stretch of a text has one role; the rules of data/regions run through the real program."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language.cleaning import clean_report
from detente.language.regions import mark_regions
from detente.lexicon.files import DataFolder
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.regions import LineRule, RegionRules, load_regions
from detente.records.raw import RawReport

RULES = load_regions(DataFolder())

HEADLINE = "Ruritania and Freedonia agree to open the river"
PARAGRAPHS = (
    "The governments of Ruritania and Freedonia agreed on Monday to open the river to the ships of both states again.",
    "The foreign minister of Freedonia, Ada Brandt, signed the protocol in Klow after two days of talks with her colleague.",
    "Neither side would tell how many guns had been pulled back from the banks, and the villages below the dam stay empty.",
    "Sylvania, which had offered to mediate, welcomed the accord and promised money for the repair of the locks in spring.",
)


def marked(text: str, title: str | None = None) -> list[tuple[str, str, str]]:
    """(role, rule, words) of each region."""
    return [
        (region.role, region.reason.split(":")[0], " ".join(text[region.start : region.end].split()))
        for region in mark_regions(text, title=title, english=True, rules=RULES)
    ]


def role_of(line: str, text: str, title: str | None = None) -> tuple[str, str]:
    """Role and rule of the region that holds ``line``."""
    return next((role, rule) for role, rule, words in marked(text, title) if " ".join(line.split()) in words)


def in_place(rule: LineRule, line: str) -> str:
    """A report with the line where the rule holds."""
    if rule.at == "top":
        return "\n\n".join((HEADLINE, line, *PARAGRAPHS))
    if rule.at == "tail":
        return "\n\n".join((HEADLINE, *PARAGRAPHS, line))
    return "\n\n".join((HEADLINE, *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]))


@pytest.mark.parametrize(
    ("rule", "line"),
    [pytest.param(r, line, id=f"{r.id}-{n}") for r in RULES.lines for n, line in enumerate(r.examples)],
)
def test_example_of_a_rule_is_marked_by_it(rule: LineRule, line: str) -> None:
    assert role_of(line, in_place(rule, line)) == (rule.role, rule.id)


@pytest.mark.parametrize(
    ("rule", "line"), [pytest.param(r, line, id=f"{r.id}-{n}") for r in RULES.lines for n, line in enumerate(r.body)]
)
def test_counter_example_of_a_rule_stays_body_in_the_middle_and_at_the_end(rule: LineRule, line: str) -> None:
    middle = "\n\n".join((HEADLINE, *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]))
    end = "\n\n".join((HEADLINE, *PARAGRAPHS, line))
    assert [role_of(line, text)[0] for text in (middle, end)] == ["body", "body"]


HARD_NEGATIVES = (
    "The minister said the cookies on the table were the only thing both delegations had agreed on.",
    "Subscribers to the treaty must destroy their mines within four years, the Bordurian delegate recalled.",
    "More than 3,000 people read the statement on the door of the embassy before the police took it down.",
    "Sign the accord now, the president of Sylvania told both sides, or the river stays closed until spring.",
    "“Share your water and we will share our bread,” the old ferryman called across the river in the evening.",
    "Photographs of the dead ministers hung above the table at which the two delegations sat for eleven hours.",
    "Reporting to parliament, the premier denied that any prisoner had been exchanged for the captured general.",
    "Copyright is one of nine chapters of the trade accord, and the one on which Borduria would not move.",
    "Watch towers have gone up along the whole border since the raid on Mudville in the first days of May.",
    "Live ammunition was used against the crowd in front of the Freedonian embassy, two witnesses said.",
    "Comment from the Elbonian side was not to be had on Sunday, as the ministry does not work on that day.",
    "Updated maps of the border were handed to both delegations, and both of them sent the maps back.",
    "Follow the pipeline and you will find the war, said an engineer who has worked on both sides of it.",
    "Help for the besieged town of Klow was promised by four states and delivered by none of them in time.",
    "Related talks on prisoners were broken off after Borduria refused to name the men whom it holds.",
    "Advertisements for the referendum covered the walls of Strelsau, and all of them asked for the same answer.",
    "The channel was closed to all ships on Friday, and the company that runs it asked them to wait at sea.",
    "Journalists who downloaded the app found the addresses of four hundred Freedonian officers in it.",
    "By Monday evening the last of the Syldavian soldiers had left the bridge, the mayor of the town said.",
    "In this photo contest of a war both armies show the same burned tank and call it their enemy's.",
)


@pytest.mark.parametrize("line", HARD_NEGATIVES)
@pytest.mark.parametrize("place", [1, 3, 5])
def test_sentence_that_only_sounds_like_furniture_stays_body(line: str, place: int) -> None:
    parts = [HEADLINE, *PARAGRAPHS]
    parts.insert(place, line)
    assert role_of(line, "\n\n".join(parts)) == ("body", "paragraph")


TOPS = (
    ("headline by title", f"{HEADLINE}.\n\n{{body}}", HEADLINE, [("headline", "title")]),
    ("headline first line", f"{HEADLINE}\n\n{{body}}", None, [("headline", "first-line")]),
    (
        "a headline with a full stop stands above a byline",
        "A river opens again. Two states hope.\n\nThe accord of Klow, the first in nine years, may also end the war over "
        "the dam.\n\nBy Ada Brandt\n\n{body}",
        None,
        [("headline", "above-byline"), ("standfirst", "standfirst"), ("byline", "by-line")],
    ),
    (
        "credit and caption without a blank line",
        f"{HEADLINE}\n\nJan Kos/Pool/AP\nFreedonian Foreign Minister Ada Brandt (l.) and her colleague walk along the river."
        "\n\n{body}",
        None,
        [("headline", "first-line"), ("credit", "agency-credit"), ("caption", "marked-persons")],
    ),
    (
        "name in capitals",
        f"{HEADLINE}\n\nILSE HOLM\n\n{{body}}",
        None,
        [("headline", "first-line"), ("byline", "bare-name")],
    ),
    (
        "press release",
        "STATEMENT FOR THE MEDIA\nPress Office, Strelsau, 3 May 2019\n\n{body}",
        "Statement for the media",
        [("boilerplate", "document-label"), ("dateline", "date-line")],
    ),
    (
        "head",
        f"outlet: Strelsau Post\npublished: 2019-05-03\n\n{HEADLINE}\n\n{{body}}",
        None,
        [("head", "head"), ("headline", "first-line")],
    ),
    ("dateline", "KLOW/STRELSAU, May 3 (River Wire) - {body}", None, [("dateline", "dateline")]),
    ("agency alone", "(RNA) {body}", None, [("dateline", "dateline")]),
)


@pytest.mark.parametrize(("text", "title", "expected"), [top[1:] for top in TOPS], ids=[top[0] for top in TOPS])
def test_top_of_a_report(text: str, title: str | None, expected: list[tuple[str, str]]) -> None:
    found = marked(text.format(body="\n\n".join(PARAGRAPHS)), title)
    assert [mark[:2] for mark in found] == [*expected, *[("body", "paragraph")] * len(PARAGRAPHS)]


MIDDLES = (
    ("crosshead", "The price of water", ("crosshead", "crosshead")),
    ("crosshead that asks", "What comes next?", ("crosshead", "crosshead")),
    (
        "pull quote repeats a paragraph",
        "Neither side tells how many guns were pulled back",
        ("crosshead", "pull-quote"),
    ),
    ("sentence", "Nobody cheered.", ("body", "paragraph")),
    ("question with an answer", "Who pays? Nobody will say.", ("body", "paragraph")),
    ("leads to a list", "The accord names three towns:", ("body", "paragraph")),
    ("somebody says something", '"We will see," Brandt said', ("body", "paragraph")),
    ("short quotation", "“We waited nine years.”", ("body", "paragraph")),
)


@pytest.mark.parametrize(("line", "expected"), [m[1:] for m in MIDDLES], ids=[m[0] for m in MIDDLES])
def test_line_between_paragraphs(line: str, expected: tuple[str, str]) -> None:
    text = "\n\n".join((HEADLINE, *PARAGRAPHS[:3], line, *PARAGRAPHS[3:]))
    assert role_of(line, text) == expected


def test_one_number_that_differs_makes_no_repeat() -> None:
    told = "At least 31 people were killed when the dam broke above the town of Mudville on the night of Sunday, officials said."
    again = told.replace("31", "33")
    text = "\n\n".join((HEADLINE, *PARAGRAPHS, told, again))
    assert role_of(again, text) == ("body", "paragraph")


def test_boilerplate_at_the_end_extends_over_lines_addressed_to_the_reader() -> None:
    text = "\n\n".join(
        (HEADLINE, *PARAGRAPHS, "Sign up for our weekly letters", "We promise to write only to you.", "Yes please")
    )
    assert [mark[0] for mark in marked(text)[-3:]] == ["boilerplate"] * 3


def test_a_single_sentence_is_read_whatever_it_sounds_like() -> None:
    for line in (
        "Subscribe to our newsletter",
        "By Ada Brandt",
        "Ruritania expels two Freedonian envoys",
        "Photo: Ada Brandt",
    ):
        assert marked(line) == [("body", "paragraph", line)]


def test_text_in_another_language_keeps_its_paragraphs() -> None:
    text = "Titel\n\n© Alle Rechte vorbehalten"
    found = mark_regions(text, title=None, english=False, rules=RULES)
    assert [(r.role, text[r.start : r.end]) for r in found] == [
        ("body", "Titel"),
        ("body", "© Alle Rechte vorbehalten"),
    ]


LINES = st.sampled_from(
    [
        *PARAGRAPHS, HEADLINE, "Sign up for our newsletter", "Jan Kos/AP", "By Ada Brandt", "12.31pm BST", "title: x", "«»",
        "Read more:", "* * *", "KLOW, May 3 (RNA) -", "KLOW, May 3 (RNA) - Talks failed.", "\ufeff", "\u2028", "(", "\x85", "'",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=14).flatmap(
        lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\r", " "]).map(lambda end: end.join(lines))
    ),
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, title=st.one_of(st.none(), st.sampled_from([HEADLINE, ""])))
def test_every_character_that_is_not_white_space_is_in_exactly_one_region(text: str, title: str | None) -> None:
    regions = mark_regions(text, title=title, english=True, rules=RULES)
    covered = [0] * len(text)
    for region in regions:
        assert 0 <= region.start < region.end <= len(text)
        assert not text[region.start].isspace()
        assert not text[region.end - 1].isspace()
        assert region.reason
        for at in range(region.start, region.end):
            covered[at] += 1
    assert list(regions) == sorted(regions)
    assert all(count == 1 for count, sign in zip(covered, text, strict=True) if not sign.isspace())
    assert max(covered, default=0) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "word " * 40_000,
        "x" * 200_000,
        "'a " * 66_000,
        "A/" * 100_000,
        "(" * 200_000,
        "Abc Def " * 25_000,
        "a short line\n" * 15_000,
    ],
    ids=["words", "one word", "quotes", "slashes", "brackets", "names", "short lines"],
)
def test_long_texts_take_less_than_a_second(text: str, lexicon: Lexicon) -> None:
    start = time.perf_counter()
    clean_report(RawReport(None, "o", None, None, None, text, "txt", "test"), lexicon)
    assert time.perf_counter() - start < 3  # under a second alone; the rest is for busy machines


def test_all_structure_rules_are_known(lexicon: Lexicon) -> None:
    rules: RegionRules = lexicon.regions
    assert all(rules.reasons[name].startswith(f"{name}: ") for name in rules.structure)
