from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.extract.attributions import find_attributions
from detente.extract.mentions import build_references
from detente.extract.references import find_references
from detente.language.parsed import parse_report
from detente.lexicon.cues import ActRow, CueExample, DenialRow, ImpersonalRow, NounRow, OccasionRow, PhraseRow, VerbRow
from detente.lexicon.files import DataFolder
from detente.pipeline import Reader
from detente.records.ids import report_id
from detente.records.kinds import Attribution, Genre, Report
from detente.records.shapes import Region
from tests.conftest import Code


def attributions(reader: Reader, text: str, *, genre: Genre = "news", linked: bool = False) -> tuple[Attribution, ...]:
    """The attributions of a text whose lines are all body, without times: this stage alone; ``linked`` finds entities first."""
    regions, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            regions.append(Region(at, at + len(line.rstrip()), "body", "test"))
        at += len(line)
    report = Report(report_id(text), "test", None, None, "en", genre, None, text, tuple(regions))
    parsed = parse_report(report, reader.parser)
    references = find_references(parsed, reader.lexicon) if linked else build_references({}, ())
    return find_attributions(parsed, references, (), reader.lexicon)


def shown(found: tuple[Attribution, ...]) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (a.source.quote if a.source else None, a.cue.quote if a.cue else None, [c.quote for c in a.content])
        for a in found
    ]


def _examples() -> list[tuple[str, CueExample]]:
    folder = DataFolder()
    rows: list[VerbRow | NounRow | PhraseRow | ActRow | ImpersonalRow] = [
        row for _, row in folder.yaml_rows("cues/verbs.yaml", VerbRow)
    ]
    rows += [row for _, row in folder.yaml_rows("cues/nouns.yaml", NounRow)]
    rows += [row for _, row in folder.yaml_rows("cues/phrases.yaml", PhraseRow)]
    rows += [row for _, row in folder.yaml_rows("cues/acts.yaml", ActRow)]
    rows += [row for _, row in folder.yaml_rows("cues/impersonal.yaml", ImpersonalRow)]
    return [(row.id, example) for row in rows for example in row.examples]


@pytest.mark.parametrize(("rule", "example"), _examples(), ids=[f"{r}-{n}" for n, (r, _) in enumerate(_examples())])
def test_every_example_of_the_cues(reader: Reader, rule: str, example: CueExample) -> None:
    found = attributions(reader, example.text)
    if example.none:
        assert shown(found) == []
        return
    assert (example.source, example.cue, example.content) in shown(found)
    matched = [a for a, row in zip(found, shown(found), strict=True) if row[2] == example.content]
    assert matched[0].rule.split("/")[0] == rule or (
        rule.startswith("passive-") and matched[0].rule.endswith("/passive")
    )
    if example.stance:
        assert matched[0].stance == example.stance


@pytest.mark.parametrize(
    "example", [e for _, row in DataFolder().yaml_rows("cues/denials.yaml", DenialRow) for e in row.examples]
)
def test_a_press_release_denies_in_its_own_voice(reader: Reader, example: CueExample) -> None:
    found = [a for a in attributions(reader, example.text, genre="press-release", linked=True) if a.stance == "denies"]
    assert (shown(tuple(found)) == []) is example.none
    if not example.none:
        assert shown(tuple(found)) == [(example.source, None, example.content)]
    assert not [a for a in attributions(reader, example.text) if a.rule == "own-denial"]


def test_we_of_a_press_release_is_the_issuing_body(reader: Reader) -> None:
    text = "The Ministry of Defence of Borduria regrets the loss of life.\nWe reject the claim that our guards fired first."
    found = attributions(reader, text, genre="press-release", linked=True)
    ours = next(a for a in found if a.source is not None and a.source.quote == "We")
    assert ours.stance == "denies"
    assert ours.source is not None
    assert len(ours.source.entities) == 1
    assert not [a for a in attributions(reader, text, linked=True) if a.source is not None and a.source.quote == "We"]


@pytest.mark.parametrize(
    "sentence",
    [example for _, row in DataFolder().yaml_rows("cues/occasions.yaml", OccasionRow) for example in row.examples],
)
def test_every_example_of_the_occasions(reader: Reader, sentence: str) -> None:
    (found,) = attributions(reader, sentence)
    assert found.occasion is not None
    assert found.occasion.quote in sentence


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "form"),
    [
        # the whole noun phrase of an inverted speaker
        ('"Both sides know the cost," says Viktor Moritz, deputy director of the Institute of Sylvanian Studies in Klow.',
         "Viktor Moritz, deputy director of the Institute of Sylvanian Studies in Klow", "says", ["Both sides know the cost"], "direct"),
        # cut inside a sentence
        ('"It pains me that nobody came tonight," Velt said in a letter, "and I shall come again."',
         "Velt", "said", ["It pains me that nobody came tonight", "and I shall come again."], "direct"),
        # goes on after the cue
        ('"The road is closed," the mayor said. "Nobody knows when it will open."',
         "the mayor", "said", ["The road is closed", "Nobody knows when it will open."], "direct"),
        # introduced by a colon, with an occasion
        ("On the floods, Velt said after her talks with the bishop: “We know what dykes can do. It can surely be done.”",
         "Velt", "said", ["We know what dykes can do. It can surely be done."], "direct"),
        # a full stop inside the marks before the cue
        ("“The rest is for the courts.” the diplomat said.",
         "the diplomat", "said", ["The rest is for the courts."], "direct"),
        # mixed: the clause before the marks belongs to it
        ("The Bordurian trade minister stressed that although prices differed the guilds “were bound by a common fear”.",
         "The Bordurian trade minister", "stressed", ["that although prices differed the guilds “were bound by a common fear”"], "mixed"),
        ('Velt, sitting beside the king, said each army would pay "out of its own pocket" for every boat it sank.',
         "Velt, sitting beside the king", "said", ['each army would pay "out of its own pocket" for every boat it sank'], "mixed"),
        # the speaker in the middle
        ("If it does not, she said, the bridge to the island will be raised.",
         "she", "said", ["If it does not", "the bridge to the island will be raised"], "indirect"),
        ("The real aim of the tour, they say, was to sell the ferries.",
         "they", "say", ["The real aim of the tour", "was to sell the ferries"], "indirect"),
        # the speaker at the end, inverted, with a relative clause of its own
        ("Sirens were heard all over town, said the mayor, Jan Beran, who accused the pilots of hiding the charts.",
         "the mayor, Jan Beran", "said", ["Sirens were heard all over town"], "indirect"),
        ("Sirens were heard all over town, said the mayor, Jan Beran, who accused the pilots of hiding the charts.",
         "the mayor, Jan Beran, who", "accused", ["hiding the charts"], "indirect"),
        # a document speaks
        ("In an awkward turn for the regent, a Sylvanian audit report printed during the feast claimed Szohod squandered millions on the yacht.",
         "a Sylvanian audit report printed during the feast", "claimed", ["Szohod squandered millions on the yacht"], "indirect"),
        # one subject, two cues
        ("He asked them to leave the hall and promised that each bridge would be repaired.",
         "He", "promised", ["that each bridge would be repaired"], "indirect"),
        ('"Klow treats the dam as a gun," Velt said, and urged Borduria to open the sluices.',
         "Velt", "urged", ["to open the sluices"], "indirect"),
        # "as for"
        ("As for the Bordurian bank, it said it had no stake in the mine.",
         "the Bordurian bank", "said", ["it had no stake in the mine"], "indirect"),
        # unquoted words of the sentence lead into the quotation: all of it is the last speaker's
        ("Velt had assured her counterpart that the men could be home “within days”, the diplomat said.",
         "the diplomat", "said", ["Velt had assured her counterpart that the men could be home “within days”"], "mixed"),
        # a quotation announced at the end of the paragraph before
        ("In answer to a question, the spokeswoman of the ministry, Anna Velt, stated:\n“The ship was hit. It sank.”",
         "the spokeswoman of the ministry, Anna Velt", "stated", ["The ship was hit. It sank."], "direct"),
        # the speaker's own clause holds a verb
        ("“It was the big ship,” a deckhand who gave his name only as Jan told the paper.",
         "a deckhand who gave his name only as Jan", "told", ["It was the big ship"], "direct"),
        # words in apposition and in a relative clause belong to the source
        ("According to Jan Beran, Sylvania's defence minister, the missile was a dud.",
         "Jan Beran, Sylvania's defence minister", "According to", ["the missile was a dud"], "indirect"),
        ("According to the navy's report, a copy of which was obtained by the Post, the ship was stopped at noon.",
         "the navy's report, a copy of which was obtained by the Post", "According to", ["the ship was stopped at noon"], "indirect"),
        # no cue: a sentence about the speaker, a signature after a dash
        ("The admiral was blunt. “They came at us from both sides.”",
         "The admiral", None, ["They came at us from both sides."], "direct"),
        ("Anna Velt spoke to reporters in Klow.\n“They came at us from both sides.”",
         "Anna Velt", None, ["They came at us from both sides."], "direct"),
        ("“They came at us from both sides.” — Anna Velt, foreign minister",
         "Anna Velt", None, ["They came at us from both sides."], "direct"),
        # told by one who is quoted by an agency
        ("The minister was quoted by the state agency as saying that the border would stay shut.",
         "The minister", "saying", ["that the border would stay shut"], "indirect"),
        ("Syldavia called for both sides to withdraw their guns.",
         "Syldavia", "called for", ["both sides to withdraw their guns"], "indirect"),
        ("The plan was described by the minister as a trap.",
         "the minister", "was described", ["The plan", "as a trap"], "indirect"),
        ("Freedonia was told that the bridge would be closed.",
         None, "was told", ["that the bridge would be closed"], "indirect"),
        ("Western officials have said the pact is dead.",
         "Western officials", "have said", ["the pact is dead"], "indirect"),
        # a participle goes on about the speaker, wherever the parser hangs it
        ("Klow's defence ministry said the north fired two missiles, adding that both fell into the sea.",
         "Klow's defence ministry", "adding", ["that both fell into the sea"], "indirect"),
        # an agency quotes
        ("The agency quoted the minister as saying that Borduria would respond.",
         "the minister", "saying", ["that Borduria would respond"], "indirect"),
        ("The rumours are sown, as the Chancellery stressed, “to shield the guilty”.",
         "the Chancellery", "stressed", ["The rumours are sown", "“to shield the guilty”"], "mixed"),
    ],
)  # fmt: skip
def test_who_said_what(reader: Reader, text: str, source: str, cue: str, content: list[str], form: str) -> None:
    found = attributions(reader, text)
    assert (source, cue, content) in shown(found)
    assert next(a.form for a, row in zip(found, shown(found), strict=True) if row == (source, cue, content)) == form


@pytest.mark.parametrize(
    "text",
    [
        "The commission said nothing about who had dug the tunnel.",
        "Velt did not say who had paid.",
        "The Bordurian ministry did not answer any question.",
        "Was the dyke built in a single winter?",
        "The camp at «Golovin» lies by the river, near the «Aurora» mine.",
        "Sylvania has neither admitted nor denied the theft.",
        "A Sylvanian banker, who asked not to be identified, was glum.",
        "The pamphlet, ‘The Regent’s Yacht’, was the work of a retired admiral.",
        "The UN should announce the result.",
        "The envoy had been told of the plan.",
        "They hope to be back “before the feast”, which begins on Monday.",
        "The man of a French-Sylvanian found in the cab was a cook.",
        "The army was told to withdraw.",
        "The ministry gave the ship a name that nobody liked.",
        "The king made clear glass in his youth.",
        "He was booed, and loudly denounced by the bishop.",
        "The town has what they call a second harbour.",
        "His office referred questions to the palace.",
        "In the author's book, the ship sinks by the navy's account books.",
    ],
)
def test_nothing_was_said(reader: Reader, text: str) -> None:
    assert shown(attributions(reader, text)) == []


def test_a_quotation_without_cue_is_the_last_speakers(reader: Reader) -> None:
    text = '"We want no war," says Jan Beran, a mayor.\n\n"Perhaps there is still hope. It is time to talk."'
    first, second = attributions(reader, text)
    assert second.cue is None
    assert second.rule == "floating"
    assert first.source is not None
    assert second.source is not None
    assert second.source.quote == first.source.quote == "Jan Beran, a mayor"


def test_a_quotation_over_paragraphs_is_one(reader: Reader) -> None:
    text = '"Last winter three mills stood on the stream.\n\n"Now there is only mud," said the miller, Jan Beran.'
    (found,) = attributions(reader, text)
    assert [c.quote for c in found.content] == ["Last winter three mills stood on the stream.", "Now there is only mud"]
    assert found.source is not None
    assert found.source.quote == "the miller, Jan Beran"
    assert found.form == "direct"


def test_one_who_reports_another_is_named_in_via(reader: Reader) -> None:
    outer, inner = attributions(reader, "Velt said Bordurian pilots had told Klow they had no hand in the collision.")
    assert inner.via == outer.id
    assert outer.via is None
    assert inner.source is not None
    assert inner.source.quote == "Bordurian pilots"
    assert inner.stance == "denies"
    assert [m.quote for m in inner.addressee] == ["Klow"]


@pytest.mark.parametrize(
    ("text", "anonymous", "group"),
    [
        ("Experts say the truce will fail.", "expert", True),
        ("A senior Sylvanian official said the truce would fail.", "official", False),
        ("A Western diplomat in Klow said the truce would fail.", "diplomat", False),
        ("Two security sources said the truce had failed.", "security", True),
        ("Witnesses on the quay described sailors throwing crates into the water.", "witness", True),
        ("Anna Velt, an analyst in Klow, said the truce would fail.", None, False),
    ],
)
def test_unnamed_speakers(reader: Reader, text: str, anonymous: str | None, group: bool) -> None:
    (found,) = attributions(reader, text)
    assert found.source is not None
    assert (found.source.anonymous, found.source.group) == (anonymous, group)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Nobody should leave the shelters before noon, he added.", "demands"),
        ("“We will keep our word,” she said.", "promises"),
        ("“We have not broken the truce,” she said.", "denies"),
        ("The ministry declined to comment.", "declines"),
        ("The truce has held, the ministry said.", "says"),
        ("If the shelling goes on, he said, Sylvania will close the border.", "threatens"),
    ],
)
def test_stance(reader: Reader, text: str, stance: str) -> None:
    assert [a.stance for a in attributions(reader, text)] == [stance]


@pytest.mark.parametrize(
    ("text", "word", "speakers"),
    [
        # the one who has just spoken adds, whoever else the report knows
        ("Foreign Minister Anna Velt left.\n“It was the ship,” a deckhand told the paper. The night was dark, he added.", "he", []),
        ("“It was the ship,” Jan Beran told Anna Velt. The night was dark, he added.", "he", ["Jan Beran"]),
        # "it" is a body, never the person who spoke last
        ("The Ministry of Defence of Borduria lost a ship, Jan Beran said. It added that the crew was safe.", "It", ["Borduria"]),
        ("Anna Velt and Jan Beran met in Klow. The two ministers agreed that the road would be opened.", "The two ministers",
         ["Anna Velt", "Jan Beran"]),
        ("By its own account, Sylvania lost three soldiers.", "its", ["Sylvania"]),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means(reader: Reader, code: Code, text: str, word: str, speakers: list[str]) -> None:
    coding = code(text)
    labels = {entity.id: entity.label for entity in coding.entities}
    found = [a.source for a in coding.attributions if a.source is not None and a.source.quote == word]
    assert len(found) == 1
    named = [labels[i] for i in found[0].entities]
    assert len(named) == len(speakers)
    assert all(wanted in label for wanted, label in zip(speakers, named, strict=True))


HOSTILE = st.text(alphabet="\"'“”‘’«»„`:,.?!—-() \n\u200f\u202e😀saidVeltHe thatis", max_size=160)


@given(HOSTILE)
@settings(max_examples=25, deadline=None)
def test_no_text_raises(reader: Reader, text: str) -> None:
    for found in attributions(reader, text):
        for part in (*found.content, *((found.cue,) if found.cue else ())):
            assert text[part.start : part.end] == part.quote


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1500,
        '"He said "' * 150,
        "said " * 600,
        "Velt said that " * 200,
        ", he said, " * 200,
        "according to " * 300,
        ":" * 1000,
    ],
)
def test_long_and_odd_texts(reader: Reader, text: str) -> None:
    for found in attributions(reader, text):
        assert all(text[part.start : part.end] == part.quote for part in found.content)
