"""Words per second of the parse: spaCy as it comes, and the configuration that detente uses, side by side.

python -m eval.speed [--words 30000] [--rounds 3]

Each configuration runs in a process of its own (BLAS settings are read once); the best of some rounds counts, because
other work on the machine can only slow a round down. The text is PolNeAR dev from ../shared, else the samples repeated.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable

from eval.bench import SHARED

CONFIGURATIONS = ("stock", "fast", "rules", "whole")
LABELS = {
    "stock": "spaCy as it comes, whole reports",
    "fast": "detente's parse: no BLIS, one thread, one Doc a paragraph, large batches",
    "rules": "detente as a whole without the reader model (`--no-model`): regions, parse and every stage after it",
    "whole": "detente as a whole with the reader model",
}


def texts(words: int) -> list[str]:
    """About so many words of news."""
    folder = SHARED / "gold/polnear/dev/text"
    held = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not held:
        from detente.samples import samples_folder

        held = [path.read_text(encoding="utf-8") for path in sorted(samples_folder().glob("*/*.txt"))] * 50
    out, total = [], 0
    for text in held:
        out.append(text)
        total += len(text.split())
        if total >= words:
            break
    return out


def worker(configuration: str, reports: list[str]) -> Callable[[], object]:
    """A function that reads all reports once, in one configuration."""
    if configuration == "stock":
        import spacy

        from detente.language.parser import MODEL

        nlp = spacy.load(MODEL)
        return lambda: list(nlp.pipe(reports))
    if configuration == "fast":
        from detente.language.parser import load_parser

        parser = load_parser()
        paragraphs = [[line for line in text.splitlines() if line.strip()] for text in reports]
        return lambda: [parser.parse(lines) for lines in paragraphs]
    from detente.pipeline import Settings, code_report, load_reader
    from detente.records.raw import RawReport

    reader = load_reader(Settings(model=configuration == "whole"))
    raws = [RawReport(str(i), "speed", None, "2015-05-13", None, text, "txt", "") for i, text in enumerate(reports)]
    return lambda: [code_report(raw, reader) for raw in raws]


def measure(configuration: str, words: int, rounds: int) -> float:
    """Words per second of processor time, best of the rounds."""
    reports = texts(words)
    count = sum(len(text.split()) for text in reports)
    read = worker(configuration, reports)
    best = 0.0
    for _ in range(rounds):
        began = time.process_time()
        read()
        best = max(best, count / (time.process_time() - began))
    return best


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=CONFIGURATIONS)
    args = parser.parse_args()
    if args.only:
        print(json.dumps(measure(args.only, args.words, args.rounds)))
        return
    speeds = {}
    for name in CONFIGURATIONS:
        command = [
            sys.executable,
            "-m",
            "eval.speed",
            "--only",
            name,
            "--words",
            str(args.words),
            "--rounds",
            str(args.rounds),
        ]
        speeds[name] = float(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
    print("| configuration | words a second of one core | against stock |\n|---|---:|---:|")
    for name, speed in speeds.items():
        print(f"| {LABELS[name]} | {speed:,.0f} | {speed / speeds['stock']:.2f} |")


if __name__ == "__main__":
    main()
