"""The status of told events: every example of ``data/modality``, read by the real program."""

from __future__ import annotations

import pytest

from detente.extract.logical import adjective_frame, is_noun, is_verb, noun_frame, verb_frame
from detente.extract.modality import read_status
from detente.extract.triggers import frame_words
from detente.lexicon.files import DataFolder
from detente.lexicon.modality import load_modality
from detente.pipeline import Reader

EXAMPLES = [
    (rule.id, example.text, example.trigger, example.status)
    for rule in load_modality(DataFolder()).rules
    for example in rule.examples
]


def _status(text: str, trigger: str, reader: Reader) -> str:
    (doc,) = reader.parser.parse([text])
    token = next(token for token in doc if token.text == trigger)
    if is_verb(token):
        frame = verb_frame(token)
    elif is_noun(token):
        frame = noun_frame(token, frame_words(reader.lexicon.events))
    else:
        frame = adjective_frame(token)
    return read_status(frame, reader.lexicon.modality).status


@pytest.mark.parametrize(("rule", "text", "trigger", "status"), EXAMPLES)
def test_examples_of_the_lexicon(rule: str, text: str, trigger: str, status: str, reader: Reader) -> None:
    assert _status(text, trigger, reader) == status, rule


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Ruritania attacked Freedonia on Monday.", "attacked", "actual"),
        ("Ruritania has withdrawn its troops.", "withdrawn", "actual"),
        ("Ruritania would withdraw its troops if Freedonia agreed.", "withdraw", "conditional"),
        ("If Ruritania attacks Freedonia, Sylvania will help.", "attacks", "hypothetical"),
        ("Ruritania said it would withdraw its troops on Monday.", "withdraw", "planned"),
        ("Ruritania may attack Freedonia.", "attack", "hypothetical"),
        ("Ruritania must leave Freedonia.", "leave", "demanded"),
        ("Sylvania urged Ruritania to stop the shelling.", "stop", "demanded"),
        ("Ruritania denied that it had shelled the town.", "shelled", "denied"),
        ("Ruritania never shelled the town.", "shelled", "negated"),
        ("Ruritania did not name the men who attacked the post.", "attacked", "actual"),
        ("Neither side has signed the paper.", "signed", "negated"),
        ("The envoy is to visit Klow in May.", "visit", "planned"),
        ("The agreement signed in March has held.", "signed", "actual"),
        ("Sylvania proposed talks in Klow.", "talks", "hypothetical"),
        ("The two ministers met before the summit could begin.", "met", "actual"),
    ],
)
def test_status(text: str, trigger: str, status: str, reader: Reader) -> None:
    assert _status(text, trigger, reader) == status
