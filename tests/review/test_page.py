"""What must hold of the page: it shows the facts, needs nothing else, and nothing that was said becomes part of it."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.meeting.state import MOODS
from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark
from rehearse.reading.scene import Referrer, Side
from rehearse.review.curve import HEIGHT, WIDTH, curve
from rehearse.review.facts import Better, GiftFacts, Review, TurnFacts
from rehearse.review.marked import notes, pieces
from rehearse.review.opinion import Difference, SecondOpinion, TurnOpinion
from rehearse.review.page import TEMPLATES, as_page
from rehearse.review.review import review
from rehearse.scene.library import rubric
from rehearse.scene.persona import GiftKind
from rehearse.text import clean, one_line
from rehearse.tui.theme import DAYLIGHT, LAMPLIGHT
from tests import builders
from tests.builders import ToldReader, persona_data, scenario
from tests.review.hostile import HOSTILE
from tests.talk import meet

STANDARD = rubric("standard")
PLAIN = "Plain words"
LONG = {
    "one word": "x" * 99_000,
    "markup": "<b>" * 33_000,
    "template": "{{" * 49_000,
    "marks": "\u202e" * 90_000 + "turned",
}


class Seen(HTMLParser):
    """Everything of a page that is not text, in its order; and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.values: set[tuple[str, str]] = set()
        self.other: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.values |= {(name, value or "") for name, value in attrs}
        if tag not in ("meta", "br", "rect", "line", "circle", "polygon", "polyline"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


def made(path: Path) -> Review:
    """The review of a meeting in which every text that a file or a person may choose holds PLAIN."""
    data: dict[str, Any] = persona_data(name=f"Bo {PLAIN}", role=f"clock maker {PLAIN}")
    for story in data["stories"]:
        story["title"] = f"{story['title']} {PLAIN}"
    data["thoughts"] = {label: [f"{one} {PLAIN}" for one in texts] for label, texts in data["thoughts"].items()}
    turns = [
        f"How did you end up making clocks? [curiosity] {PLAIN}",
        f"So it was her way of trusting you with them. [reflection] {PLAIN}",
        f"If a van ever wants a driver... [job_ask?] {PLAIN}",
        f"Could you introduce me to the mayor? [introduction_ask] [curiosity] {PLAIN}",
    ]
    friend = Referrer(name=f"Pia {PLAIN}", introduced=True, name_blessed=True)
    scene = scenario(title=f"The coffee {PLAIN}", referrer=friend)
    told = meet(path, turns, scenario=scene, persona=builders.persona(**data))
    found = review(told.log.header, told.log.events, STANDARD, ToldReader(), str(path))
    gift = GiftFacts(turn=3, id="ada", kind=GiftKind.INTRODUCTION, to=f"Ada {PLAIN}", quote=found.turns[2].text)
    better = Better(turn=8, said=found.turns[7].text, instead=f"What else? {PLAIN}")
    return found.model_copy(update={"gifts": (gift,), "better": (better,)})


def said(value: Any, word: str) -> Any:
    """The same facts with other words in the place of PLAIN; they were never cleaned."""
    if isinstance(value, str):
        return value.replace(PLAIN, word)
    if isinstance(value, dict):
        changed = {key: said(one, word) for key, one in value.items()}
        # Marks are on whole turns here.
        return changed | ({"end": len(changed["quote"])} if "end" in changed else {})
    return [said(one, word) for one in value] if isinstance(value, list | tuple) else value


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return made(tmp_path_factory.mktemp("plain") / "m.jsonl")


def test_the_page_shows_every_fact_of_the_review(plain: Review) -> None:
    text = one_line(Seen(as_page(plain)).text)
    assert plain.gifts
    assert plain.moments
    assert plain.referrer
    for shown in (
        plain.title,
        plain.contact,
        plain.sentence,
        f"{plain.score}of 100",
        f"{plain.again}.",
        plain.referrer.sentence,
        f"You said {plain.balance.learner} words",
        *(part.title for part in plain.parts),
        *(part.words for part in plain.parts),
        *(f"“{moment.quote}”" for moment in plain.moments),
        *(moment.thought for moment in plain.moments if moment.thought),
        *(story.title for story in (*plain.stories.discovered, *plain.stories.untold)),
        *(f"“{gift.quote}”" for gift in plain.gifts),
        *plain.next,
        *(entry.why for entry in plain.ledger),
        *(f"“{better.instead}”" for better in plain.better),
        "perhaps job ask?",
    ):
        assert one_line(shown) in text


def test_the_energy_is_drawn_with_its_turning_points_and_told_in_words(plain: Review) -> None:
    page = as_page(plain)
    assert plain.turning
    for turn in plain.turning:
        assert re.search(rf'<circle class="badge turned" [^>]*/><text [^>]*>{turn}</text>', page)
    assert f"It began at {plain.energy[0]:.2f} and ended at {plain.energy[-1]:.2f}" in page
    labelled = re.search(r'<svg class="curve"[^>]* role="img" aria-labelledby="([^"]+)"', page)
    assert labelled
    assert all(f'id="{name}"' in page for name in labelled[1].split())


def test_every_turn_is_there_and_its_quoted_words_are_marked_in_it(plain: Review) -> None:
    page = as_page(plain)
    for turn in plain.turns:
        (item,) = re.findall(rf'<li id="turn-{turn.turn}".*?(?=<li id="turn-|</ol>)', page, re.DOTALL)
        shown = Seen(re.search(r'<p class="said".*?</p>', item, re.DOTALL)[0])  # type: ignore[index]
        assert re.sub(r"[\d ]", "", turn.text) in re.sub(r"[\d ]", "", shown.text)
        for mark in turn.labels:
            kind = "spent" if mark.label.is_debit else "earned"
            assert f'<span class="{kind}">' in item
            assert mark.label.words in item
        assert ("mark" in {tag for tag, _ in shown.tags}) == bool(turn.labels or turn.unsure or turn.cues)


def test_a_number_leads_from_the_words_to_what_was_read_in_them() -> None:
    text = "Thanks. How so? Bye"
    marks = [(Label.CURIOSITY, 8, 15), (Label.GRATITUDE, 0, 7), (Label.UNPREPARED, 8, 15)]
    labels = tuple(LabelMark.on(text, start, end, label=label, confidence=1.0) for label, start, end in marks)
    found = notes(TurnFacts(turn=2, speaker=Side.LEARNER, text=text, labels=labels))
    assert [(note.number, note.kind, note.words) for note in found] == [
        (1, "earned", "gratitude"),
        (2, "earned", "curiosity"),
        (3, "spent", "unprepared"),
    ]
    assert [tuple(piece) for piece in pieces(text, found)] == [
        ("Thanks.", "earned", (1,)),
        (" ", None, ()),
        ("How so?", "spent", (2, 3)),
        (" Bye", None, ()),
    ]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_the_pieces_of_a_turn_are_the_turn_however_quotes_overlap(raw: str, spans: list[tuple[int, int]]) -> None:
    text = clean(raw)
    ends = [sorted(min(edge, len(text)) for edge in span) for span in spans]
    cues = tuple(CueMark.on(text, a, b, label=Cue.DECLINES, confidence=1.0) for a, b in ends if a < b)
    found = notes(TurnFacts(turn=1, speaker=Side.CONTACT, text=text, cues=cues))
    cut = list(pieces(text, found))
    assert "".join(piece.text for piece in cut) == text
    assert sorted(number for piece in cut for number in piece.ends) == [note.number for note in found]
    for number, mark in enumerate((note.mark for note in found), start=1):
        before = "".join(piece.text for piece in cut[: next(i for i, p in enumerate(cut) if number in p.ends) + 1])
        assert before.endswith(mark.quote)


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=300),
    st.sets(st.integers(1, 300), max_size=40),
    st.sets(st.integers(1, 300), max_size=3),
)
def test_the_curve_stays_in_its_frame_and_marks_what_it_was_told(
    energy: list[float], turning: set[int], mattered: set[int]
) -> None:
    turning, mattered = ({turn for turn in turns if turn <= len(energy)} for turns in (turning, mattered))
    drawn = curve(energy, turning, mattered)
    assert drawn
    points = [tuple(map(float, point.split(","))) for point in drawn.line.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert {mark.turn for mark in drawn.marks} == turning | mattered
    assert {mark.turn for mark in drawn.marks if mark.turned} == turning
    assert [mood.name for mood in drawn.moods] == [*(name for _, name in MOODS), "cold"]


@pytest.mark.parametrize("turns", [2, 12, 30, 300, 10_000])
def test_no_badge_of_the_curve_covers_another(turns: int) -> None:
    drawn = curve([0.5] * turns, range(1, turns + 1), ())
    assert drawn
    badges = [mark.x for mark in drawn.marks if mark.numbered]
    assert badges
    assert all(b - a > 22 for a, b in pairwise(badges))


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_was_said_becomes_part_of_the_page(plain: Review, name: str) -> None:
    found = as_page(Review.model_validate(said(plain.model_dump(), HOSTILE[name])))
    page, benign = Seen(found), Seen(as_page(plain))
    assert page.tags == benign.tags
    assert page.values == benign.values
    assert (page.other, page.open) == ([], [])
    assert clean(found) == found
    assert page.text.count(clean(HOSTILE[name])) >= 20


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_a_turn_of_the_greatest_length_breaks_nothing(plain: Review, long: str) -> None:
    turns = tuple(TurnFacts.model_validate(said(turn.model_dump(), long)) for turn in plain.turns)
    page = Seen(as_page(plain.model_copy(update={"turns": turns})))
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in Seen(as_page(plain)).tags}
    assert (page.other, page.open) == ([], [])
    assert page.text.count(clean(long)) >= 4, len(long)


def test_the_page_asks_nothing_of_the_world(plain: Review) -> None:
    page = as_page(plain)
    seen = Seen(page)
    assert {value for name, value in seen.values if name in ("href", "src", "action", "xlink:href")} == {
        value for name, value in seen.values if name == "href" and re.fullmatch(r"#turn-\d+", value)
    }
    assert "script" not in {tag for tag, _ in seen.tags}
    assert not {name for _, names in seen.tags for name in names if name.startswith("on") or name == "style"}
    assert not re.search(r"url\(|@import|https?:", page)


def test_the_policy_allows_the_page_s_own_style_and_nothing_else(plain: Review) -> None:
    page = as_page(plain)
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_the_page_wears_the_app_s_own_colours() -> None:
    style = (TEMPLATES / "page.css").read_text("utf-8")
    light, dark = style.split("@media screen and (prefers-color-scheme: dark)")
    for theme, part in ((DAYLIGHT, light), (LAMPLIGHT, dark.split("*,", 1)[0])):
        for colour in (theme.background, theme.surface, theme.foreground, theme.primary, theme.secondary):
            assert str(colour) in part
    assert "@media print" in style


def test_headings_lead_through_the_page_without_a_gap(plain: Review) -> None:
    levels = [int(tag[1]) for tag, _ in Seen(as_page(plain)).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_same_review_gives_the_same_page(plain: Review) -> None:
    assert as_page(plain) == as_page(Review.model_validate_json(plain.model_dump_json()))


def test_a_meeting_in_which_nothing_happened_has_a_page_too(tmp_path: Path) -> None:
    told = meet(tmp_path / "m.jsonl", [], end=False)
    page = as_page(review(told.log.header, (), STANDARD, ToldReader()))
    assert Seen(page).open == []
    assert '<svg class="curve"' not in page
    assert "What mattered" not in page


def opinion(word: str) -> SecondOpinion:
    """A second opinion that differs once, in which every text of the judge's holds `word`."""
    differs = Difference(
        turn=4, label=Label.ME_FIRST, reader=None, asked=True, judge=word, votes=2, runs=3, why=f"Because {word}"
    )
    return SecondOpinion(
        model=f"model {word}",
        host=f"host {word}",
        turns=(TurnOpinion(turn=2, runs=1),),
        judged=1,
        agreed=0,
        unsure=(differs,),
        dropped=2,
        trouble=f"it said {word}",
    )


def test_a_second_opinion_stands_beside_the_reader_s(plain: Review) -> None:
    page = as_page(plain, opinion(PLAIN))
    text = one_line(Seen(page).text)
    for shown in (
        "Second opinion",
        f"model {PLAIN} at host {PLAIN} read 1 of your 1 turn",
        "Turn 4, unsure: me first",
        "asked about, not charged",
        f"“{PLAIN}” 2 of 3",
        f"Because {PLAIN}",
        "2 labels were thrown away",
        f"it said {PLAIN}",
    ):
        assert shown in text
    without = as_page(plain)
    assert "Second opinion" not in without
    assert as_page(plain, None) == without


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_a_judge_says_becomes_part_of_the_page(plain: Review, name: str) -> None:
    found = as_page(plain, opinion(HOSTILE[name]))
    page, benign = Seen(found), Seen(as_page(plain, opinion(PLAIN)))
    assert (page.tags, page.values) == (benign.tags, benign.values)
    assert (page.other, page.open) == ([], [])
    assert clean(found) == found


def test_what_another_rubric_moves_is_told_with_its_cause(tmp_path: Path) -> None:
    told = meet(tmp_path / "m.jsonl", ["How did you end up making clocks? [curiosity]"])
    part = STANDARD.parts[0]
    item = part.items[0].model_copy(update={"weight": part.items[0].weight + 1})
    own = STANDARD.model_copy(
        update={"id": "own", "parts": (part.model_copy(update={"items": (item, *part.items[1:])}), *STANDARD.parts[1:])}
    )
    found = review(told.log.header, told.log.events, own, ToldReader(), "", STANDARD)
    assert found.moved
    text = one_line(Seen(as_page(found)).text)
    assert "What this rubric moves" in text
    assert all(one_line(cause) in text for move in found.moved.moves for cause in move.causes)
