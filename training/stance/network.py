"""A logistic model and a network of one hidden layer, trained in numpy."""

from __future__ import annotations

import numpy as np


class Adam:
    """AdamW over a list of arrays, changed in place; `decay` does not touch the biases (arrays of one axis)."""

    def __init__(self, arrays: list[np.ndarray], decay: float) -> None:
        self.arrays, self.decay, self.steps = arrays, decay, 0
        self.first = [np.zeros_like(a) for a in arrays]
        self.second = [np.zeros_like(a) for a in arrays]

    def step(self, gradients: list[np.ndarray], rate: float) -> None:
        self.steps += 1
        for a, g, m, v in zip(self.arrays, gradients, self.first, self.second, strict=True):
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            if a.ndim > 1:
                a *= 1 - rate * self.decay
            a -= rate * (m / (1 - 0.9**self.steps)) / (np.sqrt(v / (1 - 0.999**self.steps)) + 1e-8)


def rate_at(share: float, most: float) -> float:
    """Up over the first third, then down to nothing (cosine)."""
    if share < 0.3:
        return most * (0.04 + 0.96 * share / 0.3)
    return most * 0.5 * (1 + float(np.cos(np.pi * (share - 0.3) / 0.7)))


def softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def logistic(x: np.ndarray, y: np.ndarray, ridge: float = 100.0) -> tuple[np.ndarray, float]:
    """Weights and bias of a ridge logistic regression, by Newton's method."""
    rows = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(rows.shape[1])
    penalty = np.full(len(w), ridge)
    penalty[-1] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-rows @ w))
        gradient = rows.T @ (p - y) + penalty * w
        hessian = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(penalty + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w[:-1], float(w[-1])


def train_network(
    x: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    *,
    hidden: int,
    epochs: int,
    seed: int,
    classes: int = 3,
    rate: float = 3e-3,
    decay: float = 0.1,
    drop: float = 0.3,
    smooth: float = 0.05,
    batch: int = 128,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Weights and biases of both layers, by weighted cross-entropy with smoothed labels and dropout before each layer."""
    rng = np.random.default_rng(seed)
    bounds = (x.shape[1] ** -0.5, hidden**-0.5)
    w1 = rng.uniform(-bounds[0], bounds[0], (x.shape[1], hidden))
    w2 = rng.uniform(-bounds[1], bounds[1], (hidden, classes))
    b1, b2 = np.zeros(hidden), np.zeros(classes)
    target = np.eye(classes)[y] * (1 - smooth) + smooth / classes
    optimiser = Adam([w1, b1, w2, b2], decay)
    per = -(-len(x) // batch)
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for n in range(per):
            at = order[n * batch : (n + 1) * batch]
            rows = x[at] * (rng.random((len(at), x.shape[1])) >= drop / 2) / (1 - drop / 2)
            inner = rows @ w1 + b1
            keep = (rng.random(inner.shape) >= drop) / (1 - drop)
            shown = np.maximum(inner, 0) * keep
            off = (softmax(shown @ w2 + b2) - target[at]) * (weight[at] / len(at))[:, None]
            back = off @ w2.T * keep * (inner > 0)
            gradients = [rows.T @ back, back.sum(axis=0), shown.T @ off, off.sum(axis=0)]
            optimiser.step(gradients, rate_at((epoch * per + n) / (epochs * per), rate))
    return w1, b1, w2, b2
