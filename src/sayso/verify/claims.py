"""Claims: their words, status and origins; and the numbers of the summary, counted again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .fault import Fault, Held, Json

_INDEPENDENT = re.compile(r"(\d+) independent origins")
_HEARSAY = frozenset({"rumour", "accusation"})
_DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying|ial)|reject|dismiss|refut|disput|rebut)", re.I)
_OPEN = frozenset({"conditional", "prediction", "question"})


def is_plain(status: str) -> bool:
    """Whether a brief shows a claim of this status without a word of doubt: it only counts origins."""
    return status == "one origin" or _INDEPENDENT.fullmatch(status) is not None


def is_soft(statement: Json) -> bool:
    """Whether its own source does not vouch for it: accused, denied, asked, predicted, conditional, hearsay."""
    kinds = {s["kind"] for s in statement["signals"]}
    sure = statement["certainty"] == "certain"
    cue = statement["cue"]["text"] if statement["cue"] else ""
    # "He denied that he knew" gives words that he does not say; "It is a lie", a denial too, is in his own.
    denied = statement["act"] == "denies" and statement["mode"] == "indirect" and _DENYING.search(cue) is not None
    return bool(
        denied
        or statement["act"] in ("accuses", "asks", "predicts")
        or kinds & _HEARSAY
        or (kinds & _OPEN and not sure)
        or (statement["source"]["kind"] == "unnamed" and statement["certainty"] == "unknown")
    )


def check_claims(held: Held) -> Iterator[Fault]:
    for where, row in held.rows("claims"):
        members = [held.statements[i] for i in row["statements"]]
        yield from _words(where, row, members)
        yield from _count(where, row)
        if is_plain(row["status"]) and members and all(map(is_soft, members)):
            yield Fault(where, f"is shown as {row['status']}, though nobody vouches for it (rule 3)")


def _words(where: str, row: Json, members: list[Json]) -> Iterator[Fault]:
    if not members:
        yield Fault(where, "holds no statement")
    if len(set(row["statements"])) < len(row["statements"]):
        yield Fault(where, "holds a statement twice")
    if members and not any(row["text"] in m["text"] for m in members):
        yield Fault(where, "its words are those of none of its statements (rule 1)")
    if {m["article"] for m in members} != set(row["articles"]):
        yield Fault(where, f"its articles are given as {', '.join(row['articles'])}, but its statements are of others")


def _count(where: str, row: Json) -> Iterator[Fault]:
    count = len(row["origins"])
    names = {o["name"].casefold() for o in row["origins"]}
    several = _INDEPENDENT.fullmatch(row["status"])
    if len(names) < count:
        yield Fault(where, "names an origin twice")
    if several and (int(several.group(1)) != count or count < 2):
        yield Fault(where, f"is shown as {row['status']}, but names {count}")
    if row["status"] == "one origin" and count != 1:
        yield Fault(where, f"is shown as one origin, but names {count}")


def check_summary(held: Held) -> Iterator[Fault]:
    """The story in numbers against what is counted."""
    summary = held.data.get("summary")
    if summary is None:
        return
    claims = held.data["claims"]
    shared = [c for c in claims if len(set(c["articles"])) > 1]
    outlets = {a["outlet"].casefold() for a in held.data["articles"] if a["outlet"]}
    origins = {o["name"].casefold() for c in shared or claims for o in c["origins"]}
    counted = {
        "articles": len(held.data["articles"]),
        "claims": len(claims),
        "shared_claims": len(shared),
        "disputed_claims": sum(c["status"] in ("contradicted", "denied") for c in claims),
    }
    for name, number in counted.items():
        if summary[name] != number:
            yield Fault("summary", f"says {summary[name]} {name.replace('_', ' ')}, but there are {number}")
    for name, names in (("outlets", outlets), ("origins", origins)):
        if sorted(n.casefold() for n in summary[name]) != sorted(names):
            yield Fault("summary", f"its {name} are not those of the {'articles' if name == 'outlets' else 'claims'}")
