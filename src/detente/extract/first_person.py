"""Who "I" is inside a quotation: the one who is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.extract.mentions import Reference, References, build_references
from detente.extract.people import author_name, person_id
from detente.language.parsed import ParsedReport
from detente.records.kinds import Attribution
from detente.records.shapes import Evidence, Mention

_WORDS = frozenset({"i", "me", "my", "mine", "myself"})


def link_first_person(parsed: ParsedReport, references: References, attributions: Sequence[Attribution]) -> References:
    """The references with "I", "me" and "my" added: in direct and mixed speech the one person who is its source, in an op-ed the writer.

    Not "we": a minister's "we" may be the government, the party or the negotiators.
    """
    spoken = [
        (attribution.source.entities[0], content)
        for attribution in attributions
        if attribution.form != "indirect" and attribution.source and len(attribution.source.entities) == 1
        for content in attribution.content
    ]
    author = author_name(parsed.report)
    body = [Evidence(parsed.report.id, p.start, p.end, p.text) for p in parsed.paragraphs if p.role == "body"]
    written = [(person_id(author), content) for content in body] if author else []
    added = [
        reference
        for identity, content in (*spoken, *written)
        for reference in _first_persons(parsed, references, identity, content)
    ]
    held = {(item.paragraph, item.first) for item in references.items}
    fresh = {(r.paragraph, r.first): r for r in reversed(added) if (r.paragraph, r.first) not in held}
    return build_references(references.entities, (*references.items, *(fresh[key] for key in sorted(fresh))))


def _first_persons(
    parsed: ParsedReport, references: References, identity: str, content: Evidence
) -> Iterator[Reference]:
    entity = references.entities.get(identity)
    paragraph = parsed.paragraph_at(content.start)
    span = paragraph.span_at(content.start, content.end) if paragraph is not None else None
    if entity is None or entity.type != "person" or paragraph is None or span is None:
        return
    for token in span:
        if token.lower_ not in _WORDS or token.tag_ not in {"PRP", "PRP$"}:
            continue
        start, end = paragraph.offsets(token.i, token.i + 1)
        quote = parsed.report.text[start:end]
        mention = Mention(
            parsed.report.id, start, end, quote, entity.id, entity.iso3, entity.code, entity.sector, "speaker-i"
        )
        yield Reference(paragraph.index, token.i, token.i + 1, token.i, (mention,), "pronoun")
