"""An invented event in four articles, read and linked by hand: what the tests of the brief show.

The fire, the people, the outlets and the agency are made up; only the cities are real.
"""

from __future__ import annotations

from datetime import date

from sayso.model import (
    Act,
    Article,
    AttributionKind,
    Block,
    BlockKind,
    Certainty,
    Claim,
    ClaimStatus,
    Copy,
    Credit,
    CreditKind,
    Cue,
    Entity,
    EntityKind,
    LinkedEntity,
    Links,
    Mode,
    Origin,
    Place,
    PlaceRole,
    Polarity,
    Precision,
    Quantity,
    Quotation,
    Reading,
    Relation,
    RelationKind,
    Signal,
    SignalKind,
    Source,
    SourceKind,
    Span,
    Statement,
    Story,
    Time,
    Warning,
    WarningKind,
)

TEXTS = {
    "a1": (
        "Warehouse blaze in Constanța kills three\n"
        "CONSTANȚA, Romania (Delta Press) -\n"
        "A fire that tore through a paint warehouse in Constanța on Tuesday killed three workers, police said. "
        "“We found the last of them near the loading ramp,” fire chief Ilinca Dobre told reporters. "
        "The owner, Solvex Trading, may have stored solvents without a permit, according to two people familiar with "
        "the inspection.\n"
        "Also read: Ten beaches to visit this summer\n"
        "About 40 percent of the roof collapsed, Dobre said. Smoke drifted as far as Varna.\n"
    ),
    "a2": (
        "Five dead after dockside inferno\n"
        "By Mara Quill\n"
        "At least five people died when a warehouse burned in Constanța, a hospital spokeswoman said on Wednesday. "
        "“We found the last of them by the ramp,” Ilinca Dobre said. "
        "Mayor Petru Lungu accused Solvex Trading of hiding drums of solvent. "
        "Solvex denied the accusation. “Every drum was declared,” its lawyer said.\n"
    ),
    "a3": (
        "Warehouse fire kills three in Constanța\n"
        "A fire that tore through a paint warehouse in Constanța killed three workers, police said. "
        "Solvex Trading stored solvents without a permit. "
        "If the wind turns, the old town will have to be cleared, the mayor warned.\n"
        "This story first appeared in the Harbour Gazette.\n"
    ),
    "a4": (
        "<script>alert(1)</script> & \u202eevil\u202c headline\x00\n"
        "Nobody knows <b>why</b> the sprinklers stayed dry, a guard said the other day.\n"
    ),
}
OUTLETS = {"a1": "Harbour Gazette", "a2": "Northline Daily", "a3": "Morrow Post", "a4": None}
KINDS = {
    "a1": ["headline", "dateline", "paragraph", "promotion", "paragraph"],
    "a2": ["headline", "byline", "paragraph"],
    "a3": ["headline", "paragraph", "credit"],
    "a4": ["headline", "paragraph"],
}


def at(article: str, words: str) -> Span:
    start = TEXTS[article].index(words)
    return Span(start, start + len(words))


def statement(
    article: str,
    number: int,
    words: str,
    source: str | None = None,
    kind: str = "person",
    *,
    named: str | None = None,
    cue: str | None = None,
    entity: str | None = None,
    act: str = "says",
    certainty: str = "certain",
    polarity: str = "positive",
    mode: str | None = None,
    chain: tuple[str, ...] = (),
    signal: tuple[str, str] | None = None,
    clause: str | None = None,
) -> Statement:
    span = at(article, words)
    outlet = OUTLETS[article] or article
    return Statement(
        id=f"{article}-s{number}",
        article=article,
        spans=(span,),
        text=words,
        extent=at(article, clause or words),
        mode=Mode(mode or ("indirect" if source else "narration")),
        source=Source(
            source or outlet,
            SourceKind(kind if source else "narrator"),
            at(article, named) if named else None,
            f"{article}-{entity}" if entity else None,
        ),
        cue=Cue(cue, at(article, cue)) if cue else None,
        attribution=AttributionKind.EXPLICIT if source else AttributionKind.NONE,
        chain=(outlet, *chain, *((source,) if source else ())),
        act=Act(act),
        certainty=Certainty(certainty),
        polarity=Polarity(polarity),
        signals=(Signal(SignalKind(signal[0]), signal[1], at(article, signal[1])),) if signal else (),
        confidence=0.9,
        basis="by hand",
    )


STATEMENTS = {
    "a1": (
        statement("a1", 1, "Warehouse blaze in Constanța kills three", mode="headline"),
        statement(
            "a1", 2,
            "A fire that tore through a paint warehouse in Constanța on Tuesday killed three workers",
            "police", "organisation", named="police", cue="said",
        ),
        statement(
            "a1", 3, "We found the last of them near the loading ramp", "Ilinca Dobre",
            named="Ilinca Dobre", cue="told", entity="e1", mode="direct",
        ),
        statement(
            "a1", 4, "The owner, Solvex Trading, may have stored solvents without a permit",
            "two people familiar with the inspection", "unnamed",
            named="two people familiar with the inspection", cue="according to",
            certainty="possible", signal=("modal", "may"),
        ),
        statement("a1", 5, "About 40 percent of the roof collapsed", "Ilinca Dobre", entity="e1", named="Dobre"),
        statement("a1", 6, "Smoke drifted as far as Varna."),
    ),
    "a2": (
        statement("a2", 1, "Five dead after dockside inferno", mode="headline"),
        statement(
            "a2", 2, "At least five people died when a warehouse burned in Constanța",
            "hospital spokeswoman", "unnamed", named="a hospital spokeswoman", cue="said",
        ),
        statement(
            "a2", 3, "We found the last of them by the ramp", "Ilinca Dobre",
            named="Ilinca Dobre", entity="e1", mode="direct",
        ),
        statement(
            "a2", 4, "hiding drums of solvent", "Petru Lungu", named="Mayor Petru Lungu", cue="accused",
            act="accuses", certainty="unknown", entity="e2", signal=("accusation", "accused"),
        ),
        statement(
            "a2", 5, "the accusation", "Solvex Trading", "organisation", named="Solvex", cue="denied",
            act="denies", polarity="negative", entity="e3", clause="Solvex denied the accusation.", signal=("denial", "denied"),
        ),
        statement("a2", 6, "Every drum was declared", "lawyer of Solvex Trading", named="its lawyer", mode="direct"),
    ),
    "a3": (
        statement("a3", 1, "Warehouse fire kills three in Constanța", mode="headline"),
        statement(
            "a3", 2, "A fire that tore through a paint warehouse in Constanța killed three workers",
            "police", "organisation", named="police", cue="said", chain=("Harbour Gazette",),
        ),
        statement("a3", 3, "Solvex Trading stored solvents without a permit."),
        statement(
            "a3", 4, "If the wind turns, the old town will have to be cleared", "the mayor",
            named="the mayor", cue="warned", act="warns", certainty="possible", signal=("conditional", "If"),
        ),
    ),
    "a4": (
        statement(
            "a4", 1, "Nobody knows <b>why</b> the sprinklers stayed dry", "a guard", "unnamed",
            named="a guard", cue="said", polarity="negative",
        ),
    ),
}  # fmt: skip


def _entities(article: str) -> tuple[Entity, ...]:
    rows = {
        "a1": [("e1", "Ilinca Dobre", "person", ["Ilinca Dobre", "Dobre said"])],
        "a2": [
            ("e1", "Ilinca Dobre", "person", ["Ilinca Dobre"]),
            ("e2", "Petru Lungu", "person", ["Mayor Petru Lungu"]),
            ("e3", "Solvex Trading", "organisation", ["Solvex Trading", "Solvex denied"]),
        ],
    }
    return tuple(
        Entity(f"{article}-{n}", name, EntityKind(kind), tuple(at(article, w) for w in words))
        for n, name, kind, words in rows.get(article, [])
    )


def _blocks(article: str) -> tuple[Block, ...]:
    found, start = [], 0
    for kind, line in zip(KINDS[article], TEXTS[article].splitlines(), strict=True):
        found.append(Block(BlockKind(kind), Span(start, start + len(line))))
        start += len(line) + 1
    return tuple(found)


def _quotation(
    article: str, number: int, words: str, speaker: str | None, said: str | None, why: str = ""
) -> Quotation:
    return Quotation(f"{article}-q{number}", article, at(article, words), words, speaker, said, why)


def _time(article: str, words: str, value: str | None, anchored: bool, reason: str = "", kind: str = "DATE") -> Time:
    return Time(article, at(article, words), words, kind, value, anchored, reason)


def _place(article: str, words: str, lat: float, lon: float, role: str, pin: bool, reason: str = "") -> Place:
    role_, ids = PlaceRole(role), {"Constanța": 680963, "Varna": 726050}
    span = at(article, words)
    return Place(article, span, words, words, ids.get(words), lat, lon, Precision.PLACE, role_, pin, None, reason)


QUOTATIONS = {
    "a1": (_quotation("a1", 1, "We found the last of them near the loading ramp,", "a1-e1", "a1-s3"),),
    "a2": (
        _quotation("a2", 1, "We found the last of them by the ramp,", "a2-e1", "a2-s3"),
        _quotation("a2", 2, "Every drum was declared,", None, "a2-s6", "its lawyer: of Solvex or of the mayor"),
    ),
}
TIMES = {
    "a1": (_time("a1", "on Tuesday", "2031-05-06", True),),
    "a2": (_time("a2", "on Wednesday", None, False, "no publication date"),),
    "a4": (_time("a4", "the other day", None, False, "names no particular day"),),
}
QUANTITIES = {
    "a1": (
        Quantity("a1", at("a1", "three workers"), "three workers", 3, 3, 3, None, "workers killed"),
        Quantity(
            "a1", at("a1", "About 40 percent"), "About 40 percent", None, 40, None, "percent", "roof collapsed",
            "the roof", True, "share",
        ),
    ),
    "a2": (
        Quantity("a2", at("a2", "At least five people"), "At least five people", 5, None, None, None, "people killed"),
    ),
    "a3": (
        Quantity(
            "a3", at("a3", "three workers"), "three workers", 3, 3, 3, None, "workers killed",
            derived="2 on the ramp + 1 in hospital = 3",
        ),
    ),
}  # fmt: skip
PLACES = {
    "a1": (
        _place("a1", "CONSTANȚA", 44.18, 28.63, "dateline", False, "a dateline is where it was filed"),
        _place("a1", "Constanța", 44.18, 28.63, "event", True),
        _place("a1", "Varna", 43.21, 27.91, "destination", True),
    ),
    "a2": (_place("a2", "Constanța", 44.18, 28.63, "event", True),),
}
CREDITS = {
    "a1": (Credit("a1", at("a1", "Delta Press"), "Delta Press", CreditKind.WIRE, "Delta Press"),),
    "a2": (Credit("a2", at("a2", "By Mara Quill"), "By Mara Quill", CreditKind.BYLINE, "Mara Quill"),),
    "a3": (
        Credit(
            "a3", at("a3", "first appeared in the Harbour Gazette"), "first appeared in the Harbour Gazette",
            CreditKind.ORIGINAL, "Harbour Gazette",
        ),
    ),
}  # fmt: skip
PROVENANCE = {
    "a1": ("Harbour Gazette", "Delta Press"),
    "a2": ("Northline Daily",),
    "a3": ("Morrow Post", "Harbour Gazette", "Delta Press"),
    "a4": ("a4.txt",),
}
WARNINGS = {"a4": (Warning("a4", Span(0, 8), WarningKind.GARBLED, "markup in the text"),)}


def readings() -> list[Reading]:
    return [
        Reading(
            article=Article(
                id=aid,
                text=text,
                file=f"{aid}.txt",
                title=text.splitlines()[0],
                outlet=OUTLETS[aid],
                published=date(2031, 5, 7) if aid == "a1" else None,
                language="en",
            ),
            reader="by hand",
            blocks=_blocks(aid),
            sentences=(),
            entities=_entities(aid),
            statements=STATEMENTS[aid],
            quotations=QUOTATIONS.get(aid, ()),
            times=TIMES.get(aid, ()),
            quantities=QUANTITIES.get(aid, ()),
            places=PLACES.get(aid, ()),
            credits=CREDITS.get(aid, ()),
            provenance=PROVENANCE[aid],
            warnings=WARNINGS.get(aid, ()),
        )
        for aid, text in TEXTS.items()
    ]


def _claim(cid: str, ids: str, status: ClaimStatus, origins: list[Origin], denied_by: tuple[str, ...] = ()) -> Claim:
    by_id = {s.id: s for group in STATEMENTS.values() for s in group}
    members = tuple(ids.split())
    return Claim(
        id=cid,
        text=by_id[members[0]].text,
        statements=members,
        status=status,
        origins=tuple(origins),
        articles=tuple(dict.fromkeys(by_id[i].article for i in members)),
        denied_by=denied_by,
    )


def links() -> Links:
    entities = {e.id: e for aid in TEXTS for e in _entities(aid)}
    return Links(
        entities=(
            LinkedEntity("e1", "Ilinca Dobre", (entities["a1-e1"], entities["a2-e1"])),
            LinkedEntity("e2", "Petru Lungu", (entities["a2-e2"],)),
            LinkedEntity("e3", "Solvex Trading", (entities["a2-e3"],)),
        ),
        stories=(Story("t1", "Warehouse blaze in Constanța kills three", ("a1", "a2", "a3", "a4")),),
        copies=(
            Copy("a1", "Delta Press", True, 0.7, "known", "dateline credit"),
            Copy("a3", "a1", False, 0.62, "known", "credit: first appeared in the Harbour Gazette"),
        ),
        claims=(
            _claim("c1", "a1-s2 a1-s1 a3-s1 a3-s2", ClaimStatus.CONTRADICTED, [Origin("police")]),
            _claim("c2", "a2-s2 a2-s1", ClaimStatus.CONTRADICTED, [Origin("hospital spokeswoman")]),
            _claim(
                "c3",
                "a1-s4 a2-s4 a2-s5 a3-s3",
                ClaimStatus.DENIED,
                [Origin("two people familiar with the inspection"), Origin("Petru Lungu", interested=True)],
                ("Solvex Trading",),
            ),
            _claim("c4", "a1-s3 a2-s3", ClaimStatus.ONE_ORIGIN, [Origin("Ilinca Dobre")]),
            _claim("c5", "a1-s5", ClaimStatus.ONE_ORIGIN, [Origin("Ilinca Dobre")]),
            _claim("c6", "a1-s6", ClaimStatus.ONE_ORIGIN, [Origin("Harbour Gazette")]),
            _claim("c7", "a2-s6", ClaimStatus.ONE_ORIGIN, [Origin("lawyer of Solvex Trading", interested=True)]),
            _claim("c8", "a3-s4", ClaimStatus.HYPOTHETICAL, [Origin("the mayor")]),
            _claim("c9", "a4-s1", ClaimStatus.ALLEGED, [Origin("a guard")]),
        ),
        relations=(
            Relation(RelationKind.CONTRADICTS, "a1-s2", "a2-s2", "three against at least five dead"),
            Relation(RelationKind.DENIES, "a2-s5", "a2-s4", "the accused denies it"),
            Relation(RelationKind.QUOTATION_DRIFT, "a2-q1", "a1-q1", "near the loading ramp -> by the ramp"),
            Relation(RelationKind.CERTAINTY_DRIFT, "a3-s3", "a1-s4", "“may have” is gone"),
            Relation(RelationKind.NUMBER_DRIFT, "a2-s1", "a2-s2", "“at least” is gone"),
            Relation(RelationKind.OMISSION, "a3", "a2-s5", "tells the accusation, not the denial"),
        ),
    )
