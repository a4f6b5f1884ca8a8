"""Quotations and the verbs that tell who said them: before, after, in the middle, or none at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.extract.cues import Cue
from detente.extract.marked import FINITE, Marked, Quoted
from detente.extract.said import Draft
from detente.extract.speakers import Speaker

_SPLIT = (",", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation with its cue, which stands ``after`` it or before it."""

    quoted: Quoted
    cue: Cue
    after: bool
    first: int | None = None
    """Where the reported words begin if unquoted ones of the same sentence lead into the quotation."""


def link_quotations(marked: Marked, cues: Sequence[Cue]) -> dict[int, Link]:
    """For each quotation that has a cue of its own: number of the quotation -> link."""
    links: dict[int, Link] = {}
    usable = [c for c in cues if "quote" in c.rule.frames and marked.inside[c.verb.i] < 0]
    for number, quoted in enumerate(marked.quotations):
        after = _cue_after(number, quoted, marked, usable)
        before = _cue_before(number, quoted, marked, usable)
        if after is not None and (before is None or _prefers_after(quoted, marked)):
            first = _leading(number, marked, links)
            if first is not None and before is not None:
                # 'On the radio she was heard saying "go", and Velt agreed': a verb right before the quotation is its own.
                links[number] = Link(quoted, before, False)
            elif first is None or _leads_in(first, quoted, after, marked):
                links[number] = Link(quoted, after, True, first)
        elif before is not None:
            links[number] = Link(quoted, before, False)
    return links


def _leading(number: int, marked: Marked, links: dict[int, Link]) -> int | None:
    """'The men could be home "within days", the diplomat said': he says the whole sentence, not the two words alone."""
    doc, first = marked.doc, marked.quotations[number].first
    start = marked.starts[first]
    if first - start < 2 or doc[first - 1].is_punct or marked.inside[first - 1] >= 0:
        return None
    if any(n < number and link.cue.verb.i >= start for n, link in links.items()):
        return None
    while start < first and (doc[start].is_space or doc[start].lower_ in ("but", "and", "yet", "so")):
        start += 1
    return start if first - start > 1 else None


def _leads_in(first: int, quoted: Quoted, cue: Cue, marked: Marked) -> bool:
    """Whether a sentence is told: 'Speaking on "This Morning," Velt said ...' and 'Klow told us "no," adding ...' tell none here."""
    words = marked.doc[first : quoted.last]
    if not any(t.tag_ in FINITE for t in words) and (words[0].pos_ == "ADP" or words[0].tag_ == "VBG"):
        return False
    return cue.speaker is not None and cue.likely


def _prefers_after(quoted: Quoted, marked: Marked) -> bool:
    last = marked.doc[quoted.inner_last - 1].text
    following = marked.doc[quoted.last].text if quoted.last < len(marked.doc) else ""
    return last == "," or following == ","


def _gap_after(number: int, marked: Marked) -> tuple[int, int]:
    """The tokens between a quotation and the next one or the sentence's end, if the sentence goes on."""
    quoted = marked.quotations[number]
    first = quoted.last
    if first >= len(marked.doc):
        return first, first
    last = marked.ends[first]
    if number + 1 < len(marked.quotations):
        last = min(last, marked.quotations[number + 1].first)
    return first, last


def _cue_after(number: int, quoted: Quoted, marked: Marked, cues: Sequence[Cue]) -> Cue | None:
    doc = marked.doc
    first, last = _gap_after(number, marked)
    ended = doc[quoted.inner_last - 1].text
    if first < last and ended == "." and marked.starts[first] == first and doc[first].text[:1].isupper():
        # "It is over." He said that ...: a sentence of its own; but "It is over." the diplomat said.
        return None
    while first < last and (doc[first].text in (*_SPLIT, "as", "—") or doc[first].is_space):
        first += 1
    if first < last and doc[first].tag_ in ("WDT", "WP"):
        # 'back "before the feast", which begins on Monday': nobody begins to speak there.
        return None
    cue = next((c for c in cues if first <= c.verb.i < last and _can_follow(c)), None)
    return _fitting(cue, first, last, quoted, marked) if cue is not None else None


def _can_follow(cue: Cue) -> bool:
    return cue.verb.tag_ in FINITE or cue.verb.tag_ in ("VBN", "VBG", "VB")


def _fitting(cue: Cue, first: int, last: int, quoted: Quoted, marked: Marked) -> Cue | None:
    """The cue, with a speaker where the parser missed it, if the quotation is what it says."""
    ended = marked.doc[quoted.inner_last - 1].text
    if cue.rule.id == "open" and cue.verb.i > first + 1:
        return None  # 'why "the islanders" were going to love him': only "runs an old proverb" opens like this
    start = cue.clause_first
    if first <= start <= first + 2 and _open_before(marked.doc, first, start) and cue.speaker is not None:
        return cue if _quote_is_its_object(cue, ended, quoted, marked) else None
    if cue.speaker is None and cue.first <= first:
        named = replace(cue, speaker=_named_after(cue, last, marked))
        return named if _quote_is_its_object(cue, ended, quoted, marked) else None
    opening = marked.starts[quoted.first] == quoted.first and ended == ","
    misread = cue.speaker is None or (opening and cue.speaker.last <= cue.first)
    if misread and _plain(first, cue.first, marked):
        return replace(cue, speaker=_surface(first, cue.first, marked))
    return None


def _open_before(doc: object, first: int, start: int) -> bool:
    return all(t.pos_ in ("ADV", "PUNCT", "CCONJ", "SCONJ", "PRON") for t in doc[first:start])  # type: ignore[index]


def _quote_is_its_object(cue: Cue, ended: str, quoted: Quoted, marked: Marked) -> bool:
    """A scare quote at the head of a sentence is not what the next verb says: '"Brexit" supporters said that ...'."""
    doc = marked.doc
    if ended in (",", "?", "!", "…", ".") or (quoted.last < len(doc) and doc[quoted.last].text in _SPLIT):
        return True
    return quoted.clause and cue.verb.tag_ in FINITE


def _plain(first: int, last: int, marked: Marked) -> bool:
    """No verb in between but those of "a deckhand who gave his name only as Tuan"."""
    between = marked.doc[first:last]
    relatives = sum(t.lower_ in ("who", "which", "that", "whose") for t in between)
    return 0 < last - first < 25 and sum(t.tag_ in FINITE for t in between) <= relatives


def _named_after(cue: Cue, last: int, marked: Marked) -> Speaker | None:
    """'"It is over," wrote on Monday Jan Beran, mayor of Klow': the first name of a person after the verb."""
    doc = marked.doc
    for at in range(cue.last, min(last, cue.last + 8)):
        if doc[at].is_punct or doc[at].tag_ in FINITE:
            return None
        if doc[at].ent_type_ == "PERSON":
            end = next((n for n in range(at, last) if doc[n].ent_type_ != "PERSON"), last)
            return Speaker(at, end, end - 1)
    return None


def _surface(first: int, last: int, marked: Marked) -> Speaker | None:
    doc = marked.doc
    while last > first and (doc[last - 1].is_punct or doc[last - 1].pos_ in ("ADV", "AUX")):
        last -= 1
    span = doc[first:last]
    if not len(span) or not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in span):
        return None
    return Speaker(first, last, span.root.i)


def _cue_before(number: int, quoted: Quoted, marked: Marked, cues: Sequence[Cue]) -> Cue | None:
    doc, first = marked.doc, quoted.first
    start = marked.starts[first]
    if number and marked.quotations[number - 1].last > start:
        start = marked.quotations[number - 1].last
    if first <= start:
        return None
    mark = doc[first - 1].text
    for cue in sorted(cues, key=lambda c: -c.verb.i):
        if not start <= cue.verb.i < first:
            continue
        opened = cue.clause_first
        if opened - 1 > marked.starts[first] and doc[opened - 1].lower_ == "as":
            # "The rumours are sown, as the court stressed, “to hide it”": the whole sentence is what it stressed.
            return None
        reach = max(cue.last, cue.speaker.last if cue.speaker else 0)
        between = doc[reach:first] if reach < first else doc[first:first]
        if mark == ":" or (mark == "," and not _has_own_words(cue, first)):
            return cue
        if len(between) == 0 and _ends_sentence(quoted, marked):
            return cue
        return None
    return None


def _ends_sentence(quoted: Quoted, marked: Marked) -> bool:
    """Whether nothing of the sentence follows: 'said "it hurts" each time he thinks of it' is not all quotation."""
    following = marked.doc[quoted.last].text if quoted.last < len(marked.doc) else "."
    ended = marked.doc[quoted.inner_last - 1].text in (".", "!", "?")
    return quoted.clause and (ended or following in (".", ",", ";", "!", "?"))


def _has_own_words(cue: Cue, before: int) -> bool:
    """Whether the verb already has its clause in front of the quotation: 'He said it was over, a "dead letter"'."""
    kinds = ("ccomp", "xcomp")
    return any(c.dep_ in kinds and cue.verb.i < c.i < before and c.tag_ != "VBG" for c in cue.verb.children)


# ------------------------------------------------------------------------------------------------ into drafts


def draft_quotations(marked: Marked, links: dict[int, Link]) -> list[Draft]:
    """Drafts of the cued quotations; one that goes on after its cue, in or after the sentence, is one draft with two parts.

    '"It is over," she said. "We go home."' is one turn of one speaker: annotators of news give it one cue and one source.
    """
    drafts: list[Draft] = []
    for number, quoted in enumerate(marked.quotations):
        link = links.get(number)
        if link is not None and not link.after and _is_cut(number, marked, links):
            drafts[-1] = replace(drafts[-1], parts=(*drafts[-1].parts, inner_words(quoted, marked)))
        elif link is not None:
            drafts.append(_draft(link, marked))
        elif (drafts and number and quoted.clause and _continues(number, marked)) or (
            drafts and number and _is_cut(number, marked, links)
        ):
            drafts[-1] = replace(drafts[-1], parts=(*drafts[-1].parts, inner_words(quoted, marked)))
    return drafts


def _draft(link: Link, marked: Marked) -> Draft:
    cue, place = link.cue, "before" if link.after else "after"
    part = inner_words(link.quoted, marked) if link.first is None else (link.first, link.quoted.last)
    return Draft(
        marked, (part,), cue.speaker, marked, (cue.first, cue.last), cue.verb.i,
        f"{cue.rule.id}/quotation-{place}", cue.rule.stance, 0.95 if cue.likely else 0.85,
    )  # fmt: skip


def inner_words(quoted: Quoted, marked: Marked) -> tuple[int, int]:
    """The quoted words without the marks and without the comma that leads over to the cue."""
    last = quoted.inner_last
    if last - 1 > quoted.inner and marked.doc[last - 1].text == ",":
        last -= 1
    return quoted.inner, last


def _is_cut(number: int, marked: Marked, links: dict[int, Link]) -> bool:
    """Whether the quotation goes on with the sentence of the one before: '"A," she said, "and B."'."""
    link = links.get(number - 1)
    if number == 0 or link is None or not link.after:
        return False
    quoted = marked.quotations[number]
    if marked.doc[quoted.first - 1].text not in _SPLIT:
        return False
    own = links.get(number)
    return own is None or own.cue.verb.i == link.cue.verb.i


def _continues(number: int, marked: Marked) -> bool:
    """A new sentence in quotation marks right after the cue's sentence, or after the quotation itself."""
    before, quoted = marked.quotations[number - 1], marked.quotations[number]
    gap = marked.doc[before.last : quoted.first]
    ends = sum(1 for t in gap if t.text in (".", "!", "?"))
    return ends <= 1 and (not len(gap) or gap[-1].text in (".", "!", "?") or gap[-1].is_space)


def uncued(marked: Marked, drafts: Sequence[Draft], links: dict[int, Link]) -> list[Quoted]:
    """Quotations that say something and belong to no draft so far."""
    taken = {first for draft in drafts for first, _ in draft.parts}
    return [
        q for number, q in enumerate(marked.quotations)
        if q.clause and number not in links and q.inner not in taken and _stands_alone(q, marked)
    ]  # fmt: skip


def _stands_alone(quoted: Quoted, marked: Marked) -> bool:
    """A quotation inside somebody else's sentence is a title or borrowed words; one that opens a sentence is speech."""
    return marked.starts[quoted.first] == quoted.first or marked.doc[quoted.first - 1].text in (":", ".", "!", "?")
