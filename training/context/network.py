"""The encoder that reads clauses in their place, and the head that compares two of them (see sayso.link.context for the same in numpy).

The word vectors are those of the embedder, from which training starts, and stay as they are: only what is above them lies in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

WIDTH, PART = 128, 48  # as in sayso.link.context
BATCH = 32  # windows read at once

Window = tuple[list[int], list[int]]  # ids of pieces; 0 on what went before, 1 on the sentence
Place = tuple[int, list[int]]  # of a clause: number of its window, numbers of its pieces in that


class Context(nn.Module):
    """`known` is the number of the linker's other features: training learns what is left to say beside them."""

    def __init__(self, base: Path, known: Sequence[float]) -> None:
        super().__init__()
        # Plain attention: the fused one is four times slower backwards on a CPU with half precision.
        self.encoder = AutoModel.from_pretrained(
            base, attn_implementation="eager", attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.1
        )
        self.encoder.embeddings.word_embeddings.requires_grad_(False)
        size = self.encoder.config.hidden_size
        self.token, self.whole, self.part = nn.Linear(size, 1), nn.Linear(size, WIDTH), nn.Linear(size, PART)
        self.mix, self.out, self.drop = nn.Linear(2 * WIDTH, 48), nn.Linear(48, 1), nn.Dropout(0.1)
        self.lin, self.feat = nn.Linear(3, 1), nn.Linear(len(known), 1, bias=False)
        with torch.no_grad():
            turn, _ = torch.linalg.qr(torch.randn(size, size))
            self.whole.weight[:], self.part.weight[:] = turn[:WIDTH], turn[WIDTH : WIDTH + PART]
            self.lin.weight[:], self.lin.bias[:] = torch.tensor([[3.0, 3.0, 2.0]]), -5
            self.feat.weight[:] = 0.7 * torch.tensor([list(known)], dtype=torch.float32)
            for layer, scale in ((self.out, 0.1), (self.token, 0.1)):
                layer.weight.mul_(scale)
            self.whole.bias.zero_()
            self.part.bias.zero_()

    def read(self, windows: Sequence[Window], places: Sequence[Place]) -> tuple[torch.Tensor, torch.Tensor]:
        """(clauses, pieces, size) of the encoder's last layer, and which of the pieces there are."""
        order = sorted(range(len(windows)), key=lambda n: len(windows[n][0]))
        rows: list[torch.Tensor] = [torch.empty(0)] * len(windows)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for top in range(0, len(order), BATCH):
                batch = order[top : top + BATCH]
                longest = max(len(windows[n][0]) for n in batch)
                ids, kinds, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
                for r, n in enumerate(batch):
                    size = len(windows[n][0])
                    ids[r, :size], kinds[r, :size], mask[r, :size] = *map(torch.tensor, windows[n]), 1
                made = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state.float()
                for r, n in enumerate(batch):
                    rows[n] = made[r]
        pieces = nn.utils.rnn.pad_sequence([rows[w][at] for w, at in places], batch_first=True)
        there = nn.utils.rnn.pad_sequence([torch.ones(len(at)) for _, at in places], batch_first=True)
        return pieces, there

    def rows(self, hidden: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        """What is kept of each piece: its share in the clause's vector, its own vector, and its weight before the sigmoid."""
        return torch.cat([self.whole(hidden), self.part(hidden), self.token(hidden)], -1)

    def compare(self, pieces: torch.Tensor, there: torch.Tensor, pairs: torch.Tensor) -> torch.Tensor:
        """(pairs,) logits of saying the same, by what was read alone."""
        i, j = pairs[:, 0], pairs[:, 1]
        weight = torch.sigmoid(self.token(pieces)).squeeze(-1) * there
        weight = weight / weight.sum(1, keepdim=True)
        mean = (pieces * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        whole = nn.functional.normalize(self.whole(mean), dim=-1)
        part = nn.functional.normalize(self.part(pieces), dim=-1)
        flat = there.reshape(-1) > 0
        rows = part.reshape(-1, PART)[flat]
        owner = torch.repeat_interleave(torch.arange(len(pieces)), there.sum(1).long())
        with torch.autocast("cpu", dtype=torch.bfloat16):
            near = rows @ rows.T
        start = torch.full((len(rows), len(pieces)), -1.0)
        best = start.scatter_reduce(1, owner[None].expand(len(rows), -1), near.float(), "amax")
        met = torch.zeros(len(pieces), len(pieces)).index_add(0, owner, best * weight.reshape(-1)[flat][:, None])
        one, other = met[i, j], met[j, i]
        cosine = (whole @ whole.T)[i, j]
        a, b = 8 * whole.index_select(0, i), 8 * whole.index_select(0, j)
        mixed = self.out(torch.tanh(self.mix(self.drop(torch.cat([(a - b).abs(), a * b], -1))))).squeeze(-1)
        nearness = torch.stack([cosine, torch.minimum(one, other), torch.maximum(one, other)], -1)
        return self.lin(nearness).squeeze(-1) + mixed
