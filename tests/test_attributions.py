"""Who says what: invented sentences, one table row a phenomenon."""

from __future__ import annotations

import pytest

from reading import read_text, said, told
from sayso.model import AttributionKind, Certainty, Mode, Polarity, SourceKind

# text, words of the content, name of the source, mode
EXPLICIT = [
    (
        "Sen. Clara Maddox (D-Mo.) scolded him: “The scientists are almost all against you.”",
        "scientists",
        "Clara Maddox",
        Mode.DIRECT,
    ),
    ("The bridge will open in May, mayor Carla Duarte said.", "bridge will open", "Carla Duarte", Mode.INDIRECT),
    ("“The bridge is safe,” said Carla Duarte, the mayor.", "bridge is safe", "Carla Duarte", Mode.DIRECT),
    ("Police said two men had been arrested near the station.", "two men", "Police", Mode.INDIRECT),
    ("According to the ministry, the mine had no licence.", "mine had no licence", "ministry", Mode.INDIRECT),
    ("The mine had no licence, according to court documents.", "mine had no licence", "court documents", Mode.INDIRECT),
    (
        "Duarte said the bridge was “perfectly safe” and would open soon.",
        "perfectly safe",
        "Duarte",
        Mode.MIXED,
    ),
    ('"Nobody told us anything," a resident, Ilka Moser, told reporters.', "Nobody told us", "Ilka Moser", Mode.DIRECT),
    (
        "The US Geological Survey put the depth of the quake at 12 kilometres.",
        "depth of the quake",
        "US Geological Survey",
        Mode.INDIRECT,
    ),
]


@pytest.mark.parametrize(("text", "words", "source", "mode"), EXPLICIT)
def test_explicit(text: str, words: str, source: str, mode: Mode) -> None:
    s = said(read_text(text), words)
    assert source.lower() in s.source.name.lower()
    assert s.mode is mode
    assert s.attribution is AttributionKind.EXPLICIT


def test_a_name_and_a_colon_speak_in_headlines() -> None:
    s = said(read_text("Duarte: The bridge is safe\n\nThe mayor spoke on Monday in Kiel."), "bridge is safe")
    assert s.source.name == "Duarte"


def test_contents_leave_out_marks_that_and_the_final_stop() -> None:
    reading = read_text("Duarte said that the bridge was safe.\n“It will hold,” she said.")
    assert said(reading, "bridge").text == "the bridge was safe"
    assert said(reading, "hold").text == "It will hold"


def test_a_pronoun_takes_the_name_it_stands_for() -> None:
    reading = read_text("Mayor Carla Duarte visited the bridge on Monday. She said it was safe.")
    assert said(reading, "safe").source.name == "Carla Duarte"


def test_the_rest_of_a_quotation_is_inherited() -> None:
    reading = read_text("“The bridge is safe,” Carla Duarte said. “We tested every bolt.”")
    s = told(reading, "every bolt")
    assert s.attribution is AttributionKind.INHERITED
    assert s.source.name == "Carla Duarte"
    assert s.cue is None


def test_narration_is_a_statement_of_the_outlet() -> None:
    reading = read_text("The bridge opened in 1931. It carries nine trains a day.")
    assert {s.source.kind for s in reading.statements} == {SourceKind.NARRATOR}
    assert reading.statements[0].chain == ("The Daily Lantern",)


def test_hearsay_has_a_cue_and_no_name() -> None:
    s = said(read_text("The owner is said to be hiding in the hills."), "hiding")
    assert s.source.kind is SourceKind.UNNAMED
    assert s.source.span is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ilka Moser, widely believed to have lied, resigned.", "have lied"),
        ("State treasurer Oona Karp, once thought to be a safe bet for the seat, lost on Tuesday.", "safe bet"),
    ],
)
def test_who_is_thought_of_thinks_nothing(text: str, words: str) -> None:
    s = said(read_text(text), words)
    assert s.source.kind is SourceKind.UNNAMED


def test_an_agency_that_passes_hearsay_on_stands_in_the_chain() -> None:
    s = said(read_text("The owner is said to be hiding in the hills, reported the news agency Norpress."), "hiding")
    assert [h for h in s.chain if "Norpress" in h]
    assert s.chain[0] == "The Daily Lantern"
    assert s.source.kind is SourceKind.UNNAMED


def test_quoted_by_a_newsroom_as_saying() -> None:
    reading = read_text("Governor Tomas Brandt was quoted by state television as saying that the dam would hold.")
    s = said(reading, "dam would hold")
    assert s.source.name == "Tomas Brandt"
    assert any("television" in hop for hop in s.chain)


def test_nested_attribution_has_a_parent() -> None:
    reading = read_text("Police said the driver told officers he had seen nothing on the road.")
    inner = said(reading, "he had seen nothing")
    if inner.parent is not None:
        outer = next(s for s in reading.statements if s.id == inner.parent)
        assert outer.text.endswith(inner.text)
    assert any("police" in h.lower() for h in (*inner.chain, inner.source.name))


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Mayor Duarte: bridge is safe", "Duarte"),
        ("Bridge is safe, says Carla Duarte", "Duarte"),
        ("Carla Duarte Accuses Builder Of Hiding Cracks", "Duarte"),
    ],
)
def test_headlines(headline: str, source: str) -> None:
    reading = read_text(f"{headline}\n\nMayor Carla Duarte spoke at the bridge on Monday.\n")
    s = next(s for s in reading.statements if s.mode is Mode.HEADLINE)
    assert source in s.source.name


def test_a_shortened_headline_quotation_finds_its_speaker_in_the_text() -> None:
    reading = read_text("Bridge ‘safe’ after tests\n\n“The bridge is perfectly safe,” Carla Duarte said on Monday.\n")
    head = next((q for q in reading.quotations if q.span.start < 20), None)
    assert head is not None
    assert head.speaker == "Carla Duarte"


def test_promotions_say_nothing() -> None:
    reading = read_text(
        "The bridge opened on Monday.\n\nAlso read: Minister Ada Roe denies everything\n\nTrains ran late."
    )
    assert not any("Roe" in s.text for s in reading.statements)
    assert not any("Roe" in e.name for e in reading.entities)


def test_clauses_come_apart_under_their_whole() -> None:
    reading = read_text("Duarte said the bridge had been tested twice, and the tunnel would be closed until June.")
    whole = next(s for s in reading.statements if s.parent is None and s.cue is not None)
    parts = [s for s in reading.statements if s.parent == whole.id]
    assert [p.text.split()[1] for p in parts] == ["bridge", "tunnel"]
    assert all(p.source.name == whole.source.name for p in parts)


# What looks like an attribution and tells what somebody does, or what nobody says: sentences that hold narration only.
NOT_SAID = [
    "Inspectors found a rusted valve under the pier.",
    "Asked about the leak, the harbour master walked away.",
    "The ferry union has never accused the captain of theft.",
    "The harbour master declined to comment.",
    "A spokesman would not discuss the valve.",
    "Ofelia Brandt pleaded guilty to smuggling charges.",
    "The new owners can assume control of the yard in spring.",
    "The port authority offered a $20,000 reward for the missing crate.",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_deeds_and_refusals_are_narration(text: str) -> None:
    whole = [s for s in read_text(text).statements if s.parent is None]
    assert [s.attribution for s in whole] == [AttributionKind.NONE]


# Deeds and attitudes that show what somebody holds: the article tells the deed, and under it stands who holds what.
STANCES = [
    ("Transport minister Ilse Brandt backed the new harbour toll after weeks of doubt.", "Ilse Brandt", "backed"),
    ("The union has long opposed the closure of the Varna shipyard.", "union", "has long opposed"),
    ("Governor Tomas Reyes is once again questioning the safety of the dam.", "Tomas Reyes", "once again questioning"),
    ("Critics have questioned the council's handling of the flood.", "critics", "have questioned"),
]


@pytest.mark.parametrize(("text", "source", "cue"), STANCES)
def test_an_attitude_stands_under_the_narration_that_tells_it(text: str, source: str, cue: str) -> None:
    told_, held = read_text(text).statements
    assert told_.source.kind is SourceKind.NARRATOR
    assert told_.spans == (told_.extent,)
    assert (held.parent, held.source.name) == (told_.id, source)
    assert held.cue is not None
    assert cue in held.cue.text


@pytest.mark.parametrize(
    "text",
    [
        "The senator pointedly refused to endorse the governor during the debate.",
        "The ministry has not mentioned the leak since Monday.",
    ],
)
def test_what_is_withheld_is_negative(text: str) -> None:
    _, held = read_text(text).statements
    assert held.polarity is Polarity.NEGATIVE


# Blows, shots, looks and accusations that are not made are no attitudes.
@pytest.mark.parametrize(
    "text",
    [
        "The soldiers fired at the convoy near Lashkar.",
        "The crew noticed a boat drifting towards the reef.",
        "Brandt has never accused the captain of theft.",
        "The bank opened a branch in Riga.",
        "Doctors treated forty people for burns.",
    ],
)
def test_what_shows_no_attitude_is_told_and_no_more(text: str) -> None:
    assert [s.attribution for s in read_text(text).statements] == [AttributionKind.NONE]


# text, words of the content, name of the source, whole content
WHOLE = [
    (
        "The yard is expected to cut forty jobs before winter, two of the managers said.",
        "cut forty jobs",
        "two of the managers",
        "The yard is expected to cut forty jobs before winter",
    ),
    (
        "After the vote and before any count, Carla Duarte said that the tally was wrong.",
        "tally was wrong",
        "Carla Duarte",
        "the tally was wrong",
    ),
    (
        '"Is it fair," Carla Duarte asked, "that the pier pays twice?"',
        "pier pays twice",
        "Carla Duarte",
        "Is it fair […] that the pier pays twice?",
    ),
    (
        "The board opened an inquiry after union allegations that the crane had been painted over.",
        "crane had been painted",
        "union",
        "the crane had been painted over",
    ),
]


@pytest.mark.parametrize(("text", "words", "source", "content"), WHOLE)
def test_the_right_content_goes_to_the_right_source(text: str, words: str, source: str, content: str) -> None:
    s = said(read_text(text), words)
    assert (s.source.name, s.text) == (source, content)


def test_what_a_speaker_says_of_another_is_nested_in_the_quotation() -> None:
    text = '"The crane was never safe," said Carla Duarte. "Mr. Moser says he warned the board."'
    reading = read_text("Ilka Moser and Rolf Moser ran the yard. " + text)
    outer = next(s for s in reading.statements if s.text.startswith("Mr. Moser says"))
    assert (outer.source.name, outer.attribution) == ("Carla Duarte", AttributionKind.INHERITED)
    inner = said(reading, "he warned the board")
    assert inner.parent == outer.id
    assert inner.chain[-2] == "Carla Duarte"


def test_citing_is_a_hop() -> None:
    reading = read_text("The Velm Courier reported that the yard would close, citing two managers.")
    s = said(reading, "yard would close")
    assert s.chain[1:] == ("Velm Courier", "two managers")
    assert s.text == "the yard would close"


def test_he_is_the_lawyer_who_spoke_and_not_his_client() -> None:
    text = 'Roe\'s lawyer, Henrik Aalto, said in a letter that the yard was closed. "We are sad," he said.'
    reading = read_text("Peter Roe owns the yard. " + text)
    assert said(reading, "We are sad").source.name == "Henrik Aalto"


def test_a_headline_in_the_passive_says_nothing() -> None:
    reading = read_text("Harbour Chief Expected To Resign\n\nThe harbour chief will resign on Monday.")
    assert all(s.attribution is AttributionKind.NONE for s in reading.statements)


def test_a_source_is_not_cut_within_its_name() -> None:
    reading = read_text("According to the respected Norwegian think tank Harbour Watch, half of the boats sank.")
    assert "Harbour Watch" in said(reading, "boats sank").source.name


def test_what_a_sentence_only_touches_on_is_an_aside_and_no_statement() -> None:
    reading = read_text("The budget is being debated again by the council.")
    assert [s.basis for s in reading.statements] == ["narration"]
    assert [reading.article.text[a.cue.start : a.cue.end] for a in reading.asides] == ["debated"]


def test_a_quotation_passed_on_is_its_speakers() -> None:
    text = (
        "“I do not reward people who insult my family,” Dunmore said at a rally in Ohio, according to The Lantern Post."
    )
    assert [q.speaker for q in read_text(text).quotations] == ["Dunmore"]


def test_a_joined_clause_that_nobody_said_is_narrated() -> None:
    text = "Duarte blamed the union for the loss, and after a long strike the mill appears to be closing for good."
    told = [s for s in read_text(text).statements if s.basis == "narration"]
    assert [s.certainty for s in told] == [Certainty.PROBABLE]
    assert not any("appears" in s.cue.text for s in read_text(text).statements if s.cue)
