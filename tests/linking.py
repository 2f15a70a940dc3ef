"""Builds readings by hand for the tests of linking: one line a statement."""

from __future__ import annotations

from datetime import date

from sayso.model import (
    Act,
    Article,
    AttributionKind,
    Certainty,
    Mode,
    Polarity,
    Quotation,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
)

N, P, U, ORG, G = (
    SourceKind.NARRATOR,
    SourceKind.PERSON,
    SourceKind.UNNAMED,
    SourceKind.ORGANISATION,
    SourceKind.GOVERNMENT,
)


def told(
    text: str,
    source: str = "",
    kind: SourceKind | None = None,
    *,
    act: Act = Act.SAYS,
    certainty: Certainty = Certainty.CERTAIN,
    negative: bool = False,
    quoted: bool = False,
    headline: bool = False,
    chain: tuple[str, ...] = (),
) -> dict:
    """A statement to be; without a source the article tells it itself."""
    kind = kind or (P if source else N)
    mode = Mode.HEADLINE if headline else Mode.DIRECT if quoted else Mode.INDIRECT if source else Mode.NARRATION
    return {
        "text": text,
        "source": Source(source, kind),
        "mode": mode,
        "act": act,
        "certainty": certainty,
        "polarity": Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        "attribution": AttributionKind.EXPLICIT if source else AttributionKind.NONE,
        "chain": chain or ((source,) if source else ()),
        "quoted": quoted,
    }


def reading(article: str, outlet: str, rows: list[dict], day: date | None = None) -> Reading:
    """An article that consists of the rows' texts, one a line, with statements "<article>-s1" ..."""
    text, statements, quotations = "", [], []
    for n, row in enumerate(rows, 1):
        span = Span(len(text), len(text) + len(row["text"]))
        text += row["text"] + "\n"
        source = row["source"] if row["source"].name else Source(outlet, SourceKind.NARRATOR)
        statements.append(
            Statement(
                id=f"{article}-s{n}",
                article=article,
                spans=(span,),
                text=row["text"],
                extent=span,
                mode=row["mode"],
                source=source,
                cue=None,
                attribution=row["attribution"],
                chain=row["chain"] or (outlet,),
                act=row["act"],
                certainty=row["certainty"],
                polarity=row["polarity"],
            )
        )
        if row["quoted"]:
            quotations.append(Quotation(f"{article}-q{n}", article, span, row["text"], source.name, f"{article}-s{n}"))
    made = Article(article, text, outlet=outlet, published=day)
    return Reading(made, "test", (), (), (), tuple(statements), tuple(quotations), (), (), (), (), (outlet,), ())
