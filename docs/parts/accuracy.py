"""Accuracy as measured: the full tables, the few lines of the README, and the figures that the brief prints."""

from __future__ import annotations

import re

from eval.bench import Figure
from eval.gate import load_floors
from eval.sets import LOWER_IS_BETTER, SETS

ABOUT = {
    "stories": "Two invented stories of seven reports with a complete hand-made reading; pooled; used in development.",
    "unread": "An invented story of four reports, written by somebody who had not seen the rules, and never read since.",
    "polnear": "PolNeAR dev: 84 articles of US political news, acts of speech only, nested attributions dropped.",
    "polnear-rules": "The same by rules alone (`--no-model`).",
    "states": "100 paragraphs of our own in which states, ministries and seats of power speak, written before any rule or model was run on them; `seen` may be read by those who write rules, `unread` may not; `rules` is without the reader model.",
    "gsr": "The visible part of the PLOVER gold standard: single sentences with one event each.",
    "plv": "The visible test part of PLV: single sentences with source, target and PLOVER type.",
    "types": "Sentences with a known type, class or known parties. `plv`: the pair is given (15 root types; 4 classes with SANCTION in the fourth), by patterns and event model together; "
    "`plv.model`: by the model alone. `class`: CAMEO's five classes of whole sentences. `spans`: exact source, target and reciprocal spans (cameo_ner), by the model alone. The model was trained on none of these sentences.",
    "coding": "Sentences of diplomatic news written for the project by somebody who had not seen the rules: 100 that tell no event (`overcoded`: the share that gets one) and 100 that tell one. "
    "The open half was read in development, the shut half was not.",
    "commitments": "150 short texts written for the project by somebody who had not seen the rules: 90 hold one or two commitments, 60 none (hopes, forecasts, past facts, rhetorical ifs). `items`: whether a text holds any; `rows`: every commitment, one to one; "
    "`condition`, `consequence`, `deadline`: of all that have one. The open half was read in development, the shut half was not.",
    "more-stories": "Three stories of eleven reports of our own, two of them with every event marked, also those of half a clause; pooled; read in development.",
    "compared": "Six more stories (22 reports) whose hand-made reading, not complete, says only where the reports agree, differ and are alone; written for the project by somebody who had not seen the rules. "
    "The open half (four stories) was read in development, the shut half was not.",
    "plants": "212 facts that two real reports tell (gold/news), altered in one of them: how many are found beside the sister (`one origin`: of those in copies of one text); `alarms`: differences found between untouched pairs, for each group of reports, "
    "that nobody has accepted as real. Written for the project by somebody who had not seen the rules; the open half was read in development and one of the two scales was fitted on it, the shut half was not.",
    "times": "160 time expressions in sentences with a day of publication, two fifths hard, written for the project by somebody who had not seen the rules; the open half was read in development, the shut half was not.",
    "pages": "Real web pages with strings that must and must not come out as text.",
    "dates": "Dates in MEANTIME (business news of 2004 to 2011, CC BY 4.0).",
    "who": "Phrases with a known state and sector (actors), and mentions and phrases written for the project by somebody who had not seen the rules; "
    "one half of those was read in development, the shut half was not.",
    "grouping": "208 real reports of 38 events, to be grouped without being told which belong together.",
}
SUMMARY = (
    ("unread", "statements.recall", "of the statements in a report are found"),
    ("unread", "statements.precision", "of the statements shown are real ones with the right words"),
    ("unread", "statements.speaker", "of the statements found have the right speaker"),
    ("unread", "events.recall", "of the events are found with an accepted type"),
    ("unread", "events.actors", "of the events found name the right acting side"),
    ("unread", "commitments.recall", "of the promises, demands and agreements are found"),
    ("unread", "cross.corroborated", "of the facts that several reports share are shown as shared"),
    ("unread", "cross.conflicts", "of the differences between reports are found"),
    (
        "unread",
        "cross.conflict_precision",
        "of the differences shown are differences that the hand-made reading lists",
    ),
    (
        "who",
        "links.accuracy, shut half",
        "of mentions (names, roles, pronouns, places) in unread passages mean whom they should",
    ),
    (
        "who",
        "phrases.both, shut half",
        "of unread phrases get the right state and the right PLOVER sector on their day",
    ),
    ("polnear", "all.found.F1", "F1 of finding who said what in real US news"),
    ("polnear", "quoted.accuracy", "of the quoted words in real US news go to the right speaker"),
    ("gsr", "type.top", "of single-event sentences get the right type as their surest event"),
    ("plv", "type.top", "of sentences of another event set do"),
    ("gsr", "triple", "of single-event sentences get type, source and target right in one event"),
    (
        "commitments",
        "items.F1, shut half",
        "F1 of telling unread texts with a promise, demand, threat or agreement from those without",
    ),
    ("commitments", "condition, shut half", "of their conditions are found and hang on the right commitment"),
    ("commitments", "deadline, shut half", "of their deadlines get the right last day"),
    ("plants", "plants.all, shut half", "of facts altered in one of two unread real reports are found by comparing"),
    ("coding", "overcoded, shut half", "of unread sentences that tell no event get one all the same"),
    ("times", "times.accuracy, shut half", "of unread time expressions get the right dates"),
)


def accuracy_block() -> str:
    """One table a set: metric, figure, n."""
    floors, out = load_floors(), []
    for name in SETS:
        if name not in floors:
            continue
        out += [f"### {name}", "", ABOUT[name], "", "| metric | measured | n |", "|---|---:|---:|"]
        for metric, figure in sorted(floors[name].items()):
            mark = " (lower is better)" if metric in LOWER_IS_BETTER else ""
            out.append(f"| {metric}{mark} | {figure.value:.3f} | {figure.n} |")
        out.append("")
    return "\n".join(out) or "Not measured yet."


def summary_block() -> str:
    """The figures that a reader should know first."""
    floors = load_floors()
    rows = [
        f"| {round(figure.value * 100)} % | {says} | {figure.n} |"
        for name, metric, says in SUMMARY
        if (figure := floors.get(name, {}).get(metric))
    ]
    return "\n".join(["| | | n |", "|---:|---|---:|", *rows])


def accuracy_data(text: str) -> str:
    """``data/accuracy.yaml`` with the measured figures of the unread story in its ``right`` and ``n``."""
    figures = load_floors().get("unread", {})

    def filled(line: str) -> str:
        found = re.search(r"\bid: ([\w.]+)", line)
        if not found:
            return line
        figure: Figure | None = figures.get(found[1])
        right, n = (f"{figure.value:.3f}", figure.n) if figure else ("null", 0)
        return re.sub(r"\bn: \d+", f"n: {n}", re.sub(r"\bright: [^,}]+", f"right: {right}", line))

    return "".join(filled(line) for line in text.splitlines(keepends=True))
