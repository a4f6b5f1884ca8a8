"""Which role each stretch of a text has: line rules first, then what its place and look tell (data/regions)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.language.dateline import find_dateline, is_date_line
from detente.language.layout import (
    TOP_UNITS,
    Echo,
    Layout,
    apply_rules,
    content_words,
    find_layout,
    find_repeats,
    match_line,
)
from detente.language.paragraphs import Unit, split_units
from detente.lexicon.regions import RegionRules
from detente.records.heads import read_head
from detente.records.shapes import Region, Role

_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*|de|van|von|der|den|da|dos|el|al|bin|la|le|di)")
_FULL_NAME = re.compile(r"(?!By )[^\W\d_][\w.'-]+ (?:[^\W\d_][\w.'-]* )?[^\W\d_][\w'-]+")
_BULLET = re.compile(r"[-–—•*·▪►]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s")
_LABELLED = re.compile(r"[A-Z][\w.' ]{0,40}:\s")
"""Who speaks, in a transcript: "QUESTION: And the guns?" is no crosshead."""
_TWEET = re.compile(r"\(@\w{1,30}\)")
_PERSONAL = re.compile(r"\b(?:you|your|we|our|us|click|here|please)\b", re.IGNORECASE)


def mark_regions(text: str, *, title: str | None, english: bool, rules: RegionRules) -> tuple[Region, ...]:
    """Regions in text order: every character that is not white space is in exactly one.

    A text that is not English is left as body: the rules for lines are about English words.
    """
    head = read_head(text)
    start = head.end if head else 0
    units = split_units(text, start)
    other: list[str | None] = ["other-language"] * len(units)
    marks = _find_marks(units, title, rules) if english else other
    regions = [*_head_region(text, start, rules), *_regions(units, marks, rules, english=english)]
    return tuple(sorted(regions))


def _head_region(text: str, end: int, rules: RegionRules) -> Iterator[Region]:
    if end:
        yield Region(len(text) - len(text.lstrip()), len(text[:end].rstrip()), "head", rules.reasons["head"])


def _find_marks(units: list[Unit], title: str | None, rules: RegionRules) -> list[str | None]:
    """The id of the rule that decides each unit; None for a paragraph."""
    layout = find_layout(units, _mark_lines(units, title, rules))
    layout = find_layout(units, apply_rules(layout, rules))
    if layout.last >= 0:  # a note on the author can look like the last paragraph
        layout = find_layout(units, apply_rules(layout, rules))
    for mark in (_mark_top, _mark_captions, _mark_middle, _mark_tail):
        layout = find_layout(units, mark(layout, title, rules))
    return list(layout.marks)


def _mark_lines(units: list[Unit], title: str | None, rules: RegionRules) -> list[str | None]:
    """Marks of lines that say what they are, wherever they stand, and of the title."""
    anywhere = [rule for rule in rules.lines if rule.at == "any"]
    below = [rule for rule in rules.lines if rule.at in ("any", "body")]
    marks: list[str | None] = []
    for i, unit in enumerate(units):
        mark = match_line(unit, below if i else anywhere, rules.speech)
        if _is_title(unit, title) and mark != "document-label":
            mark = "repeated-title" if "title" in marks or i >= TOP_UNITS else "title"
        marks.append(mark)
    if len(units) == 1 and marks[0] not in ("separator", "title"):
        marks[0] = None  # a line that is the whole text is what there is to read
    return marks


def _is_title(unit: Unit, title: str | None) -> bool:
    return title is not None and len(unit.raw) < 2 * len(title) + 20 and _key(unit.raw) == _key(title) != ""


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


# --- the top ---------------------------------------------------------------------------------------------------------


def _mark_top(layout: Layout, title: str | None, rules: RegionRules) -> list[str | None]:
    """Headline, standfirst, a bare name and a line with a date above the first paragraph."""
    units, marks = layout.units, list(layout.marks)
    first = _first_paragraph(layout, rules)
    for i in range(min(first, TOP_UNITS)):
        told = rules_role(marks[i], rules)
        if is_date_line(units[i].text) and (told in ("body", "boilerplate") or marks[i] == "author-and-place"):
            marks[i] = "date-line"
    headline = _headline(layout, marks, first, title, rules)
    if headline is not None:
        marks[headline[0]] = headline[1]
    start = headline[0] + 1 if headline else 0
    written = " ".join(units[i].raw for i in range(first, len(units)) if layout.is_paragraph(i))
    for i in range(start, min(first, TOP_UNITS)):
        if marks[i] is None:
            marks[i] = _below_headline(units[i], marks[i + 1 : first], written, has_headline=headline is not None)
    return marks


def _first_paragraph(layout: Layout, rules: RegionRules) -> int:
    """Where running text starts: a standfirst above byline or credit is a whole sentence too."""
    if not layout.units or layout.units[0].words > 20 or layout.units[0].words < 3:
        return layout.first
    for i in range(min(5, len(layout.units))):
        if layout.marks[i] is None and layout.units[i].words > 60:
            break
        if i and layout.marks[i] is not None and rules_role(layout.marks[i], rules) in ("byline", "credit"):
            return max(layout.first, i + 1) if i <= 3 else layout.first
    return layout.first


def _headline(
    layout: Layout, marks: list[str | None], first: int, title: str | None, rules: RegionRules
) -> tuple[int, str] | None:
    """The unit that is the headline and the rule that says so, or None."""
    units = layout.units
    if "title" in marks:
        return marks.index("title"), "title"
    top = range(min(first, TOP_UNITS, len(units)))
    if len(units) > 1 and title is None and marks[:1] == ["author-and-place"]:
        return (
            0,
            "first-line",
        )  # "Ada Brandt, Jan Kos Meet In Klow" may be a headline; the first line is one before it is a byline
    found = next((i for i in top if marks[i] is None), None)
    if found is None or found > 2 or len(units) < 2 or units[found].words > 30:
        return None
    unit = units[found]
    if not unit.raw.rstrip("\"'”’»)").endswith((".", ":", ",", ";")):
        return found, "first-line" if _resembles(unit, title) else "standfirst"
    signed = any(rules_role(mark, rules) in ("byline", "credit") for mark in marks[found + 1 : first])
    return (found, "above-byline") if signed else None


def _resembles(unit: Unit, title: str | None) -> bool:
    """Whether a line can be the headline of a report whose title is known: it shares words with it."""
    words, wanted = content_words(unit.raw), content_words(title or "")
    return len(words & wanted) >= 0.4 * min(len(words), len(wanted))


def _below_headline(unit: Unit, following: list[str | None], written: str, *, has_headline: bool) -> str | None:
    names = unit.raw.split()
    if (
        written
        and 2 <= len(names) <= 4
        and all(_NAME.fullmatch(name.strip(",")) for name in names)
        and names[-1].isalpha()
    ):
        last = names[-1].casefold()
        if len(last) > 2 and not re.search(rf"\b{re.escape(last)}\b", written.casefold()):
            return "bare-name"
    if not has_headline:
        return None
    above_byline = any(mark is not None for mark in following)
    tweet = bool(_TWEET.search(unit.raw))
    return "standfirst" if unit.words <= 60 and not tweet and (unit.open or above_byline) else None


# --- the middle ------------------------------------------------------------------------------------------------------


def _mark_captions(layout: Layout, title: str | None, rules: RegionRules) -> list[str | None]:
    """Lines beside picture credits, and lines that tell in the present tense what a picture shows."""
    marks = list(layout.marks)
    credit_lines = {"picture-credit", "agency-credit"}
    for i, unit in enumerate(layout.units):
        if marks[i] is not None or not 4 <= unit.words <= 70 or _TWEET.search(unit.raw):
            continue
        shows = bool(rules.captions.search(unit.raw)) and not rules.speech.search(unit.raw)
        below = i > 0 and marks[i - 1] in credit_lines
        above = i + 1 < len(marks) and marks[i + 1] in credit_lines
        attached = below and layout.gaps and not unit.gap and i + 1 < len(marks)
        if (
            attached
            or ((below or above) and shows and _sentences(unit) == 1)
            or (below and i < layout.last and unit.open)
        ):
            marks[i] = "below-credit"
        elif shows and unit.open and layout.style != "no" and 0 < i < layout.last and unit.words >= 6:
            marks[i] = "present-tense"
    return marks


def _sentences(unit: Unit) -> int:
    return 1 + len(re.findall(r"[a-z0-9)\"”’][.!?]['\"”’)]* [A-Z\"“‘]", unit.raw))


def _mark_middle(layout: Layout, title: str | None, rules: RegionRules) -> list[str | None]:
    """Crossheads, pull quotes and repeated paragraphs."""
    marks = list(layout.marks)
    if layout.style == "no":
        return marks
    bodies = [i for i, mark in enumerate(marks) if mark is None]
    for i in find_repeats(layout, bodies):
        marks[i] = "repeated"
    echo = Echo(layout, (i for i in bodies if layout.units[i].running))
    for i in bodies:
        if marks[i] is None or marks[i] == "repeated":
            marks[i] = _crosshead(layout, i, echo, rules) or marks[i]
    return marks


def _crosshead(layout: Layout, i: int, echo: Echo, rules: RegionRules) -> str | None:
    unit = layout.units[i]
    if not _stands_alone(layout, i):
        return None
    if unit.open and unit.words <= 40 and echo.share(unit.raw, i) >= 0.6:
        return "pull-quote"
    longest = 12 if layout.style == "always" else 8
    asks = unit.raw.rstrip("\"'”’»").endswith("?") and unit.words <= 8
    if unit.words <= longest and (unit.open or asks) and not rules.speech.search(unit.raw):
        return "crosshead"
    return None


def _stands_alone(layout: Layout, i: int) -> bool:
    """Between paragraphs: one before it that does not lead up to it, and one after it before the text ends."""
    units = layout.units
    unit = units[i]
    if not layout.first < i < layout.last or unit.words > 40 or unit.raw[0].islower():
        return False
    if _BULLET.match(unit.raw) or _TWEET.search(unit.raw) or (_LABELLED.match(unit.raw) and not unit.open):
        return False
    before = next((j for j in range(i - 1, max(i - 5, -1), -1) if layout.marks[j] is None), i - 1)
    if units[before].raw.endswith((":", ",", ";")) or (units[before].open and not _is_heading(units[before])):
        return False
    return any(layout.is_paragraph(j) for j in range(i + 1, min(i + 4, len(units))))


def _is_heading(unit: Unit) -> bool:
    return unit.words <= 12


# --- the end ---------------------------------------------------------------------------------------------------------


def _mark_tail(layout: Layout, title: str | None, rules: RegionRules) -> list[str | None]:
    """Fragments after the last paragraph, and lines among boilerplate."""
    marks = list(layout.marks)
    paragraphs = sum(layout.is_paragraph(i) for i in range(len(marks)))
    if layout.style == "no" or paragraphs < 3:
        return marks
    authors = _authors(layout, rules)
    for i in range(layout.last, len(marks)):
        if marks[i] is None and authors and authors.match(layout.units[i].text) and layout.units[i].words <= 60:
            marks[i] = "author-below"
    seen = False
    for i in range(_links_from(layout), len(marks)):
        marks[i] = marks[i] or "boilerplate-run"
    for i in range(layout.last + 1, len(marks)):
        unit = layout.units[i]
        if marks[i] is not None:
            seen = seen or rules_role(marks[i], rules) in ("boilerplate", "credit", "byline")
        elif seen and unit.words <= 40 and (unit.open or _PERSONAL.search(unit.raw)) and not _leads_on(layout, i):
            marks[i] = "boilerplate-run"
        elif unit.open and unit.words <= 14 and not _BULLET.match(unit.raw) and not rules.speech.search(unit.raw):
            marks[i] = "tail-fragment"
    return marks


def _authors(layout: Layout, rules: RegionRules) -> re.Pattern[str] | None:
    """Matches a line that starts with the name of an author in the byline ("Ilse Holm was ambassador in Klow.")."""
    top = [u.text for u, mark in zip(layout.units, layout.marks, strict=True) if rules_role(mark, rules) == "byline"][
        :2
    ]
    names = {name for line in top for name in _FULL_NAME.findall(line.title())}
    either = "|".join(re.escape(name) for name in sorted(names))
    return re.compile(rf"(?:[A-Z][a-z]+\.? )?(?:{either})\b(?!.*[\"“])", re.IGNORECASE) if names else None


def _links_from(layout: Layout) -> int:
    """Where a list of links starts: below a bare label such as "Read more:" nothing but short lines follows."""
    units, marks = layout.units, layout.marks
    for i in range(len(units) // 3, len(units) - 1):
        if marks[i] == "read-more" and units[i].words <= 4:
            rest = [unit for unit, mark in zip(units[i + 1 :], marks[i + 1 :], strict=True) if mark is None]
            if rest and max(unit.words for unit in rest) <= 30 and sum(u.open for u in rest) >= 0.6 * len(rest):
                return i + 1
    return len(units)


def _leads_on(layout: Layout, i: int) -> bool:
    """Whether the line is a quotation: what somebody says to "you" is no boilerplate."""
    return layout.units[i].raw[0] in "\"“«‘'"


# --- putting together ------------------------------------------------------------------------------------------------


def rules_role(mark: str | None, rules: RegionRules) -> Role:
    """The role that a rule gives; body where no rule held."""
    if mark is None:
        return "body"
    if mark in rules.structure:
        return rules.structure[mark][0]
    return next(rule.role for rule in rules.lines if rule.id == mark)


def _regions(units: list[Unit], marks: list[str | None], rules: RegionRules, *, english: bool) -> Iterator[Region]:
    looked = 0
    for unit, mark in zip(units, marks, strict=True):
        start = unit.start
        if mark is None and english and looked < 2:
            looked += 1
            cut = find_dateline(unit.raw)
            if cut:
                looked = 2
                yield Region(start, start + len(unit.raw[:cut].rstrip()), "dateline", rules.reasons["dateline"])
                start += cut + len(unit.raw[cut:]) - len(unit.raw[cut:].lstrip())
        yield Region(start, unit.end, rules_role(mark, rules), rules.reasons[mark or "paragraph"])
