"""Act, certainty and polarity, as the source presents them."""

from __future__ import annotations

import pytest

from reading import read_text, said, told
from sayso.model import Act, Certainty, Polarity, SignalKind

CASES = [
    ("Duarte said the bridge may close.", "bridge may close", Act.SAYS, Certainty.POSSIBLE, Polarity.POSITIVE),
    ("Duarte denied that the bridge had cracks.", "cracks", Act.DENIES, Certainty.CERTAIN, Polarity.NEGATIVE),
    ("Duarte said the bridge had not been tested.", "not been tested", Act.SAYS, Certainty.CERTAIN, Polarity.NEGATIVE),
    (
        "Duarte accused the builder of hiding cracks.",
        "hiding cracks",
        Act.ACCUSES,
        Certainty.CERTAIN,
        Polarity.POSITIVE,
    ),
    ("Duarte promised that the bridge would open.", "would open", Act.PROMISES, Certainty.CERTAIN, Polarity.POSITIVE),
    ("Duarte warned that the bridge is closed.", "is closed", Act.WARNS, Certainty.CERTAIN, Polarity.POSITIVE),
    ("Duarte suspects that the builder hid cracks.", "hid cracks", Act.BELIEVES, Certainty.POSSIBLE, Polarity.POSITIVE),
    ("Duarte demanded that the builder resign.", "resign", Act.DEMANDS, Certainty.CERTAIN, Polarity.POSITIVE),
]


@pytest.mark.parametrize(("text", "words", "act", "certainty", "polarity"), CASES)
def test_cases(text: str, words: str, act: Act, certainty: Certainty, polarity: Polarity) -> None:
    s = said(read_text(text), words)
    assert (s.act, s.certainty, s.polarity) == (act, certainty, polarity)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The bridge probably has cracks.", Certainty.PROBABLE),
        ("The bridge reportedly has cracks.", Certainty.UNKNOWN),
        ("The bridge appears to have cracks.", Certainty.PROBABLE),
        ("Does the bridge have cracks?", Certainty.UNKNOWN),
        ("The bridge will be closed as soon as possible.", Certainty.CERTAIN),
        ("The builder would not discuss a possible date.", Certainty.CERTAIN),
        ("A possible crack runs through the bridge.", Certainty.POSSIBLE),
        ("The bridge has cracks.", Certainty.CERTAIN),
        ("A driver could not see the cracks.", Certainty.CERTAIN),
        ("The builder, who may appeal, repaired the bridge.", Certainty.CERTAIN),
    ],
)
def test_narration(text: str, certainty: Certainty) -> None:
    s = next(s for s in read_text(text).statements if s.parent is None)
    assert s.certainty is certainty


def test_signals_are_words_of_the_text() -> None:
    text = "The bridge will probably close, and it might never open again, Duarte said."
    reading = read_text(text)
    signals = [g for s in reading.statements for g in s.signals]
    assert signals
    assert all(text[g.span.start : g.span.end] == g.text for g in signals)


def test_a_denial_names_its_signal() -> None:
    s = said(read_text("The builder denies that the bridge has cracks."), "cracks")
    assert SignalKind.DENIAL in {g.kind for g in s.signals}


def test_a_source_that_doubts_is_not_sure() -> None:
    s = told(read_text("Moser said she doubted the bridge had ever been tested."), "ever been tested")
    assert s.certainty is not Certainty.CERTAIN


@pytest.mark.parametrize(
    ("text", "words", "certainty"),
    [
        ("The builder must have known about the cracks.", "must have known", Certainty.PROBABLE),
        ("Drivers must pay at the gate.", "must pay", Certainty.CERTAIN),
        ("“A repair would take years,” Duarte said.", "would take years", Certainty.POSSIBLE),
        ("Duarte said the bridge would open on Monday.", "would open", Certainty.CERTAIN),
    ],
)
def test_inferred_and_supposed(text: str, words: str, certainty: Certainty) -> None:
    assert told(read_text(text), words).certainty is certainty
