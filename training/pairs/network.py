"""The pair model: both texts in one sequence through MiniLM, and four judgements of what comes out.

The word vectors are those of the base model and stay as they are: the embedder beside it has the same ones, so that only what is
above them lies in the pair model's own file.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

JUDGED = ("same", "para", "like", "clash")  # the order of the outputs


class PairModel(nn.Module):
    """ids, kinds (batch, pieces): kinds is 0 on the first text, 1 on the second -> logits (batch, 4)."""

    def __init__(self, base: Path, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, attn_implementation=attention, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
        )
        self.encoder.embeddings.word_embeddings.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.mix = nn.Linear(3 * width, 128)
        self.out = nn.Linear(128 + 1, len(JUDGED))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        return self.judge(hidden, kinds, mask)

    def judge(self, hidden: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What the first piece has gathered, and how near the means of both texts lie."""
        second = (kinds * mask).unsqueeze(-1).to(hidden.dtype)
        first = ((1 - kinds) * mask).unsqueeze(-1).to(hidden.dtype)
        a = (hidden * first).sum(1) / first.sum(1).clamp(min=1)
        b = (hidden * second).sum(1) / second.sum(1).clamp(min=1)
        near = (a * b).sum(-1, keepdim=True) / (a.norm(dim=-1, keepdim=True) * b.norm(dim=-1, keepdim=True) + 1e-6)
        mixed = torch.tanh(self.mix(self.drop(torch.cat([hidden[:, 0], (a - b).abs(), a * b], -1))))
        return self.out(torch.cat([self.drop(mixed), 4 * near], -1))
