"""Finding who said what: quotations, reported clauses, phrases and nouns of saying, put together into records."""

from __future__ import annotations

from collections.abc import Sequence

from detente.extract.acts import draft_acts
from detente.extract.cues import Cue, find_cues, first_person
from detente.extract.floating import carry_speakers
from detente.extract.impersonal import draft_impersonal
from detente.extract.indirect import Complement, find_complement
from detente.extract.linking import Link, draft_quotations, link_quotations
from detente.extract.marked import Marked, mark_paragraphs
from detente.extract.mentions import References
from detente.extract.modelled import ReadPassages, merge_readings, read_report
from detente.extract.own_voice import draft_denials, find_issuer
from detente.extract.phrases import draft_colons, draft_nouns, draft_phrases, speaking_names
from detente.extract.said import Draft
from detente.extract.statements import build_attributions
from detente.language.parsed import ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.cues import CueRules
from detente.lexicon.lexicon import Lexicon
from detente.records.kinds import Attribution

_REFUSED = frozenset({
    "comment", "say", "speak", "discuss", "answer", "elaborate", "confirm", "respond", "give", "provide", "disclose",
    "identify", "talk", "specify", "reveal", "explain", "name", "reply", "describe", "address", "detail",
})  # fmt: skip
_INNER = frozenset({"believe", "show", "add", "utter", "open", "describe", "discuss"})
"""Rules too weak for words inside a quotation, where everybody "knows" and "believes"."""
_NESTED = frozenset({"clause", "to", "object-to", "gerund", "prep"})


def find_attributions(
    parsed: ParsedReport,
    references: References,
    times: tuple[TimeSpan, ...],
    lexicon: Lexicon,
    *,
    read: ReadPassages | None = None,
) -> tuple[Attribution, ...]:
    """Every attribution in text order; one that another reports names it in ``via``; ``read`` is the reader model, if there is one."""
    cues = lexicon.cues
    paragraphs = mark_paragraphs(parsed)
    names = speaking_names(paragraphs)
    drafts: list[Draft] = []
    links: dict[int, dict[int, Link]] = {}
    release = parsed.report.genre == "press-release"
    issuer = find_issuer(paragraphs, references) if release else None
    for marked in paragraphs:
        verbs = find_cues(marked, references, cues)
        linked = link_quotations(marked, verbs)
        links[marked.paragraph.index] = linked
        drafts += draft_paragraph(marked, verbs, linked, references, cues, names=names, release=release)
        drafts += draft_denials(marked, issuer, cues) if release else ()
    drafts = carry_speakers(paragraphs, drafts, links, references, cues)
    if read is not None:
        drafts = merge_readings(paragraphs, drafts, read_report(paragraphs, read), cues, references)
    return build_attributions(drafts, parsed, references, times, cues, issuer=issuer.entity if issuer else None)


def draft_paragraph(
    marked: Marked,
    verbs: Sequence[Cue],
    linked: dict[int, Link],
    references: References,
    cues: CueRules,
    *,
    names: frozenset[str] = frozenset(),
    release: bool = False,
) -> list[Draft]:
    """What one paragraph says on its own: quotations with a cue, then clauses, phrases, nouns and colons."""
    drafts = draft_quotations(marked, linked)
    used = {link.cue.verb.i for link in linked.values()}
    for cue in verbs:
        draft = (
            None
            if cue.verb.i in used
            else _draft_verb(cue, marked, cues, release=release) or draft_impersonal(cue, marked, cues)
        )
        if draft is not None and not _repeats(draft, drafts):
            drafts.append(draft)
    colons = draft_colons(marked, references, cues, names=names)
    acts = draft_acts(marked, references, cues)
    for draft in (*draft_phrases(marked, cues), *acts, *draft_nouns(marked, cues), *colons):
        if not _repeats(draft, drafts):
            drafts.append(draft)
    return drafts


def _draft_verb(cue: Cue, marked: Marked, cues: CueRules, *, release: bool) -> Draft | None:
    if cue.rule.stance == "declines":
        return _refusal(cue, marked)
    if not cue.real or cue.speaker is None or (cue.rule.speaker == "likely" and not cue.likely):
        return None
    nested = marked.inside[cue.verb.i] >= 0
    ours = release and not nested and marked.doc[cue.speaker.head].lower_ == "we"
    if first_person(cue, marked) and not ours:
        return None
    if nested and cue.rule.id in _INNER:
        return None
    found = find_complement(
        cue, marked, cues, skip=frozenset({"paren", "object", "quote", "object-as"}) if nested else frozenset()
    )
    if found is None or (nested and found.frame not in _NESTED) or not _enough(found, marked):
        return None
    if _unnamed(found, marked):
        return None
    stance = "demands" if found.frame in ("on-to", "object-to") and cue.rule.stance == "says" else cue.rule.stance
    if found.frame == "prep" and cue.rule.id == "call":
        stance = "demands"
    return Draft(
        marked, found.parts, cue.speaker, marked, (cue.first, found.cue_last), cue.verb.i,
        f"{cue.rule.id}/{found.frame}", stance, cue.rule.confidence,
    )  # fmt: skip


def _enough(found: Complement, marked: Marked) -> bool:
    words = [t for first, last in found.parts for t in marked.doc[first : min(last, first + 8)] if not t.is_punct]
    return bool(words) and not (len(words) == 1 and words[0].pos_ in ("PRON", "ADV", "SCONJ", "PART"))


def _unnamed(found: Complement, marked: Marked) -> bool:
    """ "asked not to be named", "requested anonymity": terms of speaking, not what was said."""
    first, last = found.parts[0]
    opening = marked.doc[first : min(last, first + 5)]
    named = any(t.lemma_ in ("name", "identify", "quote") and t.tag_ == "VBN" for t in opening)
    return named or opening[0].lower_ == "anonymity"


def _refusal(cue: Cue, marked: Marked) -> Draft | None:
    """ "declined to comment": somebody had the floor and said nothing; "declined to be named" tells nothing of the kind."""
    if cue.speaker is None or not cue.likely or marked.inside[cue.verb.i] >= 0:
        return None
    verb = next((c for c in cue.verb.children if c.dep_ in ("xcomp", "ccomp") and c.lemma_ in _REFUSED), None)
    if verb is None or verb.tag_ == "VBN" or first_person(cue, marked):
        return None
    return Draft(
        marked, (), cue.speaker, marked, (cue.first, verb.i + 1), cue.verb.i, f"{cue.rule.id}/none", "declines", 0.9
    )


def _repeats(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the same words are already reported from the same mouth, or by the same verb."""
    held = {t for first, last in draft.parts for t in range(first, last)}
    for other in drafts:
        if draft.verb is not None and draft.verb == other.verb:
            return True
        same = {t for first, last in other.parts for t in range(first, last)}
        if held and len(held & same) > 0.9 * max(len(held), len(same)):
            return True
    return False
