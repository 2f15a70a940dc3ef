"""The fixed words of a brief: labels, and the templates of every sentence that sayso writes itself."""

from __future__ import annotations

from ..model import Act, BlockKind, Certainty, Claim, ClaimStatus, RelationKind, SourceKind, WarningKind

STATUS_MEANS = {
    ClaimStatus.CONTRADICTED: "Tellings that cannot all be true",
    ClaimStatus.DENIED: "Somebody denies it",
    ClaimStatus.ALLEGED: "An accusation, a rumour, or unnamed sources only",
    ClaimStatus.HYPOTHETICAL: "Conditional, predicted or asked; not told as having happened",
    ClaimStatus.OPINION: "Somebody’s judgement",
    ClaimStatus.ONE_ORIGIN: "However many articles print it, it goes back to one source",
    ClaimStatus.INDEPENDENT: "Sources that do not rest on one another",
}
SINGLE_MEANS = STATUS_MEANS | {ClaimStatus.ONE_ORIGIN: "Told by one article and resting on one source"}
STATUS_ICON = {status: status.name.lower().replace("_", "-") for status in ClaimStatus}

KIND = {
    SourceKind.PERSON: "person",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.GOVERNMENT: "government",
    SourceKind.DOCUMENT: "document",
    SourceKind.UNNAMED: "unnamed",
    SourceKind.NARRATOR: "article’s own words",
}
ACT = {
    Act.SAYS: "says",
    Act.ACCUSES: "accuses",
    Act.DENIES: "denies",
    Act.PROMISES: "promises",
    Act.PREDICTS: "predicts",
    Act.ASKS: "asks",
    Act.BELIEVES: "believes",
    Act.AGREES: "agrees",
    Act.WARNS: "warns",
    Act.DEMANDS: "demands",
}
CERTAINTY = {
    Certainty.CERTAIN: "certain",
    Certainty.PROBABLE: "probable",
    Certainty.POSSIBLE: "possible",
    Certainty.UNKNOWN: "not vouched for",
}
RELATION = {
    RelationKind.COPY: "Copied",
    RelationKind.AGREES: "Agrees",
    RelationKind.DENIES: "Denial",
    RelationKind.CONTRADICTS: "Contradiction",
    RelationKind.DIFFERS: "Difference",
    RelationKind.QUOTATION_DRIFT: "Quotation reworded",
    RelationKind.CERTAINTY_DRIFT: "Certainty changed",
    RelationKind.NUMBER_DRIFT: "Number changed",
    RelationKind.FRAMING: "Told in another light",
    RelationKind.OMISSION: "Left out",
}
BLOCK = {
    BlockKind.HEADLINE: "Headline",
    BlockKind.HEADING: "Heading",
    BlockKind.DATELINE: "Dateline",
    BlockKind.BYLINE: "Byline",
    BlockKind.PARAGRAPH: "",
    BlockKind.CAPTION: "Caption",
    BlockKind.PROMOTION: "Promotion, not read",
    BlockKind.CREDIT: "Credit",
    BlockKind.AUTHOR_NOTE: "Author note, not read",
    BlockKind.URL_LINE: "Web address, not read",
}
WARNING = {
    WarningKind.GARBLED: "Garbled text",
    WarningKind.MISTRANSLATION: "Suspected mistranslation",
    WarningKind.CONTRADICTION: "An article contradicts itself",
    WarningKind.UNBALANCED_QUOTES: "Quotation marks that do not pair",
    WarningKind.AMBIGUOUS_SPEAKER: "Unclear who speaks",
    WarningKind.UNRESOLVED_TIME: "Time without a calendar day",
    WarningKind.LANGUAGE: "Language",
    WarningKind.DUPLICATE: "Duplicate article",
}


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """`A, B and C`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def summary(shared: int, single: int, disputed: int, claims: int) -> list[str]:
    """What the story's numbers come to. `single` of the `shared` claims rest on one origin."""
    if not shared:
        lines = [f"No claim is made by two or more articles; {count(claims, 'claim')} in all."]
    else:
        lines = [f"{count(shared, 'claim')} {'is' if shared == 1 else 'are'} made by two or more articles."]
    if single and single == shared:
        lines.append("It rests on one origin." if shared == 1 else "Each of them rests on one origin.")
    elif single:
        lines.append(f"{single} of them {'rests' if single == 1 else 'rest'} on one origin.")
    if disputed:
        lines.append(f"{count(disputed, 'claim is', 'claims are')} denied or contradicted.")
    return lines


def status_means(claim: Claim) -> str:
    """What a claim's status rests on, where there is more to say than the label does; else empty."""
    if claim.status is ClaimStatus.DENIED and claim.denied_by:
        return f"Denied by {listed(tuple(dict.fromkeys(claim.denied_by)))}"
    return ""


def figure(value: float) -> str:
    """A number as people write it: `1,200`, `5.9`."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def bounds(low: float | None, best: float | None, high: float | None, approximate: bool) -> str:
    """What a quantity amounts to, in words: `at least 5`, `about 40`, `10 to 20`."""
    if best is not None:
        text = ("about " if approximate else "") + figure(best)
        if low is not None and high is not None and low < high:
            text += f" ({figure(low)} to {figure(high)})"
        return text
    if low is not None and high is not None:
        return f"{figure(low)} to {figure(high)}" if low != high else figure(low)
    if low is not None:
        return f"at least {figure(low)}"
    if high is not None:
        return f"at most {figure(high)}"
    return "no number given"
