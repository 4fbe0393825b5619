"""What an assignment asks and how far one is, as it stands on the screens. Only shows what was folded."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from rehearse.coaching.assigned import criteria
from rehearse.coaching.assigned.asked import head
from rehearse.coaching.assigned.criteria import Finding
from rehearse.coaching.assigned.held import Held
from rehearse.coaching.assigned.progress import Progress, Stand
from rehearse.coaching.assigned.result import Result, findings_in_words, verdict, what_next
from rehearse.text import counted
from rehearse.tui.widgets.plain import line, minute, safe, styled

GONE = "This meeting was held for an assignment that is not here any more."
HOLDS, MISSING = "✓", "✗"


def task_row(stand: Stand) -> Content:
    """Return a task in the list: its scene, and how far it is."""
    style = "$success" if stand.passed else "$text-muted"
    return Content.assemble(styled(line(stand.scene.scenario.title, 80), "bold"), "\n", styled(_how_far(stand), style))


def assignment_row(now: Progress) -> Content:
    """Return an assignment in the list: its title, what frames it, how far it is."""
    done = f"{HOLDS} all passed" if now.passed == len(now.stands) else f"{now.passed} of {len(now.stands)} passed"
    style = "$success" if now.passed == len(now.stands) else "$text-muted"
    return Content.assemble(
        styled(line(now.packed.assignment.title, 76), "bold"),
        "\n",
        styled(line(head(now.packed), 160), "$text-muted"),
        "\n",
        styled(done, style),
    )


def pane(now: Progress, stand: Stand) -> Content:
    """Return all that one has to know of an assignment and of this task of it."""
    assignment, scene = now.packed.assignment, stand.scene
    title = styled(line(assignment.title, 200), "bold $primary")
    blocks = [Content.assemble(title, "\n", styled(head(now.packed), "$text-muted"))]
    if assignment.text.strip():
        blocks.append(safe(assignment.text.strip()))
    where = f"Task {scene.number} of {len(now.stands)}: " if len(now.stands) > 1 else ""
    task = styled(f"{where}{line(scene.scenario.title, 80)}, with {line(scene.persona.name, 60)}", "bold")
    blocks.append(Content.assemble(task, "\n", styled(what_next(now, scene.number), "$primary")))
    if stand.best:
        about = "in your best attempt" if len(stand.attempts) > 1 else "in your attempt"
        blocks.append(_block(f"Asked of you, {about}", findings(stand.best.outcome.findings, quotes=False)))
    else:
        asked = (safe(f"· {line(each)}") for each in criteria.asked(scene.criteria, scene.persona))
        blocks.append(_block("Asked of you", asked))
    of = "" if stand.most is None else f", {len(stand.attempts)} of {stand.most} used"
    held = [_meeting(each) for each in stand.held if each.state.learner_turns]
    blocks.append(_block(f"Your meetings{of}", held or [safe("None yet.")]))
    return Content("\n\n").join(blocks)


def result(found: Result) -> Content:
    """Return what a meeting means for its assignment, criterion by criterion, with the words that bear it out."""
    style = "bold $success" if found.passed else "bold $warning"
    mark = f"{HOLDS if found.passed else MISSING} "
    lines = [styled(f"{mark}{verdict(found)}", style), *findings(found.findings), styled(found.next, "$text-muted")]
    return Content("\n").join(lines)


def findings(found: tuple[Finding, ...], *, quotes: bool = True) -> Iterator[Content]:
    """Yield a line for each criterion and how it stands, with the quotes below it."""
    for holds, words, shown in findings_in_words(found):
        mark = styled(HOLDS if holds else MISSING, "$success" if holds else "$warning")
        yield Content.assemble(mark, " ", safe(words))
        if quotes:
            yield from (styled(f"  {quote}", "$text-muted") for quote in shown)


def attempt_row(held: Held) -> tuple[str, str]:
    """Return a meeting in a choice: when it was, and how it went."""
    score = _score(held)
    return minute(held.header.started), f"score {score}, {_how(held)}" if score else _how(held)


def _meeting(held: Held) -> Content:
    when = styled(f"{minute(held.header.started)}  ", "$text-muted")
    return Content.assemble(when, f"{_score(held):>3}  ", styled(_how(held), "$success" if held.passed else ""))


def _score(held: Held) -> str:
    """The score; nothing of an exam that goes on, nor where there is none."""
    return "" if held.veiled or held.outcome.score is None else str(held.outcome.score)


def _how(held: Held) -> str:
    if held.branch:
        return "a branch; it counts for nothing"
    if held.open:
        return f"not ended, {counted(held.state.learner_turns, 'turn')} of yours"
    word = "passed" if held.passed else _missing(held)
    return word + ", late" * held.late


def _missing(held: Held) -> str:
    missing = sum(not finding.holds for finding in held.outcome.findings)
    return f"not passed, {missing} of {len(held.outcome.findings)} missing"


def _how_far(stand: Stand) -> str:
    if stand.passed:
        late = stand.best is not None and stand.best.late
        return f"{HOLDS} passed" + ", late" * late
    if stand.unfinished:
        return "a meeting waits"
    if stand.left == 0:
        return f"{MISSING} no attempts left"
    if not stand.attempts:
        return "not begun"
    left = "" if stand.left is None else f", {stand.left} left"
    return f"{MISSING} not passed yet{left}"


def _block(title: str, lines: Iterable[Content]) -> Content:
    return Content.assemble(styled(title, "$text-muted"), "\n", Content("\n").join(lines))
