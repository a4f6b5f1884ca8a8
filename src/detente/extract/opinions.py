"""The writer's own views in an op-ed: sentences in the first person, with "must" and "should", with "hopefully"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.extract.marked import Marked, mark_paragraphs
from detente.extract.mentions import References
from detente.language.parsed import ParsedReport
from detente.lexicon.lexicon import Lexicon
from detente.records.ids import make_id, name_key
from detente.records.kinds import Attribution, Opinion
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_VIEWS = frozenset({
    "believe", "think", "argue", "hope", "fear", "suspect", "doubt", "feel", "say", "submit", "contend", "maintain", "wonder", "trust",
    "confess", "admit", "fault", "agree", "disagree",
})  # fmt: skip
_SURE = frozenset({"certain", "sure", "convinced", "afraid", "confident", "glad", "sorry"})


def find_opinions(
    parsed: ParsedReport, references: References, attributions: tuple[Attribution, ...], lexicon: Lexicon
) -> tuple[Opinion, ...]:
    """The writer's own views, in text order; outside an op-ed only what the writer says with "I believe" and its like."""
    author = _author(parsed, references)
    op_ed = parsed.report.genre == "opinion"
    found = []
    for marked in mark_paragraphs(parsed):
        if marked.paragraph.role != "body":
            continue
        for first, last in _sentences(marked):
            rule = _marker(marked, first, last, attributions, lexicon, op_ed=op_ed)
            if rule is None:
                continue
            evidence = parsed.evidence(marked.paragraph, first, last)
            key = make_id("opinion", parsed.report.id, evidence.start, evidence.end)
            found.append(Opinion(key, parsed.report.id, author, (evidence,), rule, 0.9 if op_ed else 0.7))
    return tuple(found)


def _sentences(marked: Marked) -> Iterator[tuple[int, int]]:
    for start in sorted(set(marked.starts)):
        first, last = start, marked.ends[start]
        while first < last and marked.doc[first].is_space:
            first += 1
        while last > first and marked.doc[last - 1].is_space:
            last -= 1
        if first < last:
            yield first, last


def _marker(
    marked: Marked, first: int, last: int, attributions: Sequence[Attribution], lexicon: Lexicon, *, op_ed: bool
) -> str | None:
    """The rule whose word stands in the sentence outside quotation marks and outside what others say, or None."""
    if _is_said(marked, first, last, attributions):
        return None
    for token in marked.doc[first:last]:
        row = lexicon.cues.opinions.get(token.lower_)
        if row is None or marked.inside[token.i] >= 0 or _held(marked, token, attributions):
            continue
        if row.id == "doubt" and (not token.i or token.nbor(-1).lower_ not in ("no", "without")):
            continue
        if op_ed or (row.id == "first-person" and _is_view(token)):
            return row.id
    return None


def _is_view(token: Token) -> bool:
    """ "I believe", "I am certain": a view, where "I have written it down" is not."""
    if token.lower_ != "i" or not token.dep_.startswith("nsubj"):
        return False
    verb = token.head
    if verb.lemma_ in _VIEWS and verb.tag_ in ("VBP", "VB"):
        return True
    return verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ in _SURE for c in verb.children)


def _is_said(marked: Marked, first: int, last: int, attributions: Sequence[Attribution]) -> bool:
    """Whether the sentence as a whole is somebody's statement: its main verb is the cue."""
    start, end = marked.paragraph.offsets(first, last)
    root = next((t for t in marked.doc[first:last] if t.dep_ == "ROOT"), None)
    if root is None:
        return False
    at = marked.paragraph.start + root.idx
    return any(a.cue is not None and start <= a.cue.start < end and a.cue.start <= at < a.cue.end for a in attributions)


def _held(marked: Marked, token: Token, attributions: Sequence[Attribution]) -> bool:
    at = marked.paragraph.start + token.idx
    return any(c.start <= at < c.end for a in attributions for c in a.content) or any(
        a.source is not None and a.source.start <= at < a.source.end for a in attributions
    )


def _author(parsed: ParsedReport, references: References) -> Mention | None:
    """The one the byline names: "By Anna Velt, Klow" without "By" and what follows the comma."""
    report = parsed.report
    region = next((r for r in report.regions if r.role == "byline"), None)
    if region is None:
        return None
    words = report.text[region.start : region.end].split("\n")[0]
    start = region.start + (3 if words.lower().startswith("by ") else 0)
    name = report.text[start : region.start + len(words)].split(",")[0].split("|")[0]
    start += len(name) - len(name.lstrip())
    name = name.strip()
    if not name:
        return None
    key = name_key(name)
    entity = next((e for _, e in sorted(references.entities.items()) if name_key(e.label) == key), None)
    return Mention(report.id, start, start + len(name), name, entity.id if entity else None, rule="byline")
