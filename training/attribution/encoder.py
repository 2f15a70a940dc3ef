"""The multi-head encoder: what it reads, and one pass of MiniLM-L6 with a linear head over every word piece.

Logits of a piece, in order: outermost attributions (7 BIO), nested attributions (7 BIO), named entities (37 BIO over spaCy's 18
labels), hedge cues (3 BIO). Beside the pieces the encoder reads how each is written (`case_id`): the base model is uncased, so
that goes in where BERT has its segment embedding, whose rows all start as the base's row 0.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import torch
from corpus import TAGS
from torch import nn
from transformers import AutoModel

LABELS = [
    "CARDINAL",
    "DATE",
    "EVENT",
    "FAC",
    "GPE",
    "LANGUAGE",
    "LAW",
    "LOC",
    "MONEY",
    "NORP",
    "ORDINAL",
    "ORG",
    "PERCENT",
    "PERSON",
    "PRODUCT",
    "QUANTITY",
    "TIME",
    "WORK_OF_ART",
]
ENTITY_TAGS = ("O", *(f"{b}-{label}" for label in LABELS for b in "BI"))
HEDGE_TAGS = ("O", "B-hedge", "I-hedge")
HEADS = {"outer": len(TAGS), "inner": len(TAGS), "entities": len(ENTITY_TAGS), "hedges": len(HEDGE_TAGS)}
CASES = 4
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "with",
    ]
)


def case_id(piece: str) -> int:
    """1 lower, 2 Title, 3 UPPER (two letters and more), 0 anything else."""
    return 1 if piece.islower() else 2 if piece.istitle() else 3 if piece.isupper() else 0


class Encoder(nn.Module):
    """ids, mask, case (batch, pieces) -> logits (batch, pieces, 54)."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager", add_pooling_layer=False)
        kinds = self.encoder.embeddings.token_type_embeddings
        rows = nn.Embedding(CASES, kinds.embedding_dim)
        rows.weight.data.copy_(kinds.weight.data[:1].expand(CASES, -1))
        self.encoder.embeddings.token_type_embeddings = rows
        self.encoder.config.type_vocab_size = CASES
        for layer in self.encoder.encoder.layer:  # dropout over attention maps is half of a step's time here
            layer.attention.self.dropout.p = 0.0
            layer.attention.output.dropout.p = layer.output.dropout.p = dropout
        self.head = nn.Linear(self.encoder.config.hidden_size, sum(HEADS.values()))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, case: torch.Tensor) -> torch.Tensor:
        return self.head(self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=case).last_hidden_state)

    def load_tagger(self, state: dict[str, torch.Tensor]) -> None:
        """Starts from a plain tagger (train.py), whose two heads are the first two here, or from another of these."""
        own = self.state_dict()
        kinds = "encoder.embeddings.token_type_embeddings.weight"
        for key, value in state.items():
            if key == kinds and len(value) < CASES:
                own[key].copy_(value[:1].expand(CASES, -1))
            elif key.startswith("head."):
                own[key][: len(value)].copy_(value)
            elif key in own:
                own[key].copy_(value)
        self.load_state_dict(own)


def recase(text: str, rng: random.Random) -> str:
    """Now and then a line, or all of a text, in title case, capitals or lower case; every character keeps its place."""
    roll = rng.random()
    if roll < 0.03:
        return _same_length(text, text.upper())
    if roll < 0.06:
        return text.lower() if len(text.lower()) == len(text) else text
    lines = text.split("\n")
    for n, line in enumerate(lines):
        roll = rng.random()
        heading = n == 0 and len(line) < 160
        if roll < (0.2 if heading else 0.02):
            lines[n] = _same_length(line, _titled(line, small=rng.random() < 0.6))
        elif roll < (0.28 if heading else 0.03):
            lines[n] = _same_length(line, line.upper())
        elif roll < (0.3 if heading else 0.035):
            lines[n] = _same_length(line, line.lower())
    return "\n".join(lines)


def _same_length(old: str, new: str) -> str:
    return new if len(new) == len(old) else old


def _titled(line: str, small: bool) -> str:
    def one(m: re.Match[str]) -> str:
        word = m[0]
        return word if m.start() and small and word in SMALL_WORDS else word[:1].upper() + word[1:]

    return re.sub(r"[^\W\d_][\w’']*", one, line)
