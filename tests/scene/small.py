"""A small whole persona, scenario and rubric as YAML text, and what tests do to them."""

from rehearse.reading.codebook import DEBITS, Label

_MANNERS = {
    "takes_up": 12,
    "nods": 10,
    "asks_back": 8,
    "turns_aside": 8,
    "puzzled": 4,
    "human": 3,
    "rudeness": 3,
    "interrupts": 3,
    "considers": 3,
    "time": 4,
    "resumes": 4,
}


def _bank(indent: str, name: str, count: int) -> str:
    return f"{indent}{name}:\n" + "".join(f"{indent}  - {name} in wording {n}.\n" for n in range(count))


def persona() -> str:
    """A persona with the fewest lines that are allowed; no sentence stands twice."""
    return (
        "# yaml-language-server: $schema=persona.schema.json\n"
        "schema: 1\n"
        "id: small-one\n"
        "name: Ada Small\n"
        "pronouns: she/her\n"
        "role: tester\n"
        "organisation: The Bench\n"
        "place: Bern\n"
        "about: Tests things.\n"
        "public: [She tests., She sits., She looks.]\n"
        "voice:\n"
        "  register: dry\n"
        "  words: [4, 20]\n"
        "minutes: 20\n"
        "patience: 0.5\n"
        "warmth: 0.5\n"
        "interrupts_after: 90\n"
        "stories:\n"
        "  - id: the-sea\n"
        "    title: why she left the sea\n"
        "    topics: [sea]\n"
        "    opens: I left the sea in spring.\n"
        "    deeper:\n"
        "      - says: My knees had left it in winter.\n"
        "facts:\n"
        "  - id: boots\n"
        "    topics: [boots]\n"
        "    says: I own four pairs of boots.\n"
        "does_not_know:\n"
        + _bank("  ", "says", 6)
        + "small_talk:\n"
        + _bank("  ", "openings", 3)
        + _bank("  ", "replies", 4)
        + "manners:\n"
        + "".join(_bank("  ", name, count) for name, count in _MANNERS.items())
        + "reactions:\n"
        + "".join(_bank("  ", label, 4) for label in DEBITS)
        + "gifts:\n"
        "  - id: a-name\n"
        "    kind: introduction\n"
        "    to: Bo\n"
        "    says: [You should meet Bo., Let me bring you and Bo together.]\n"
        "    trust: 0.7\n"
        "    energy: 0.7\n"
        "exits:\n"
        + "".join(_bank("  ", name, 3) for name in ("glad", "on_time", "parting", "early"))
        + "thoughts:\n"
        + "".join(f"  {label}: [Hm.]\n" for label in Label)
    )


def scenario() -> str:
    """A scenario with each key that a scenario has to have."""
    return (
        "# yaml-language-server: $schema=scenario.schema.json\n"
        "schema: 1\n"
        "id: small-talk\n"
        "title: Small talk\n"
        "about: Two people and a bench.\n"
        "persona: small-one\n"
        "setting: coffee\n"
        "invited_by: learner\n"
        "referrer: {name: Bo, introduced: true, name_blessed: true}\n"
        "minutes: 20\n"
        "brief: You sit on a bench.\n"
    )


def rubric() -> str:
    """A rubric of one part."""
    return (
        "# yaml-language-server: $schema=rubric.schema.json\n"
        "schema: 2\n"
        "id: small-rubric\n"
        "title: Small\n"
        "parts:\n"
        "  - id: all\n"
        "    title: All\n"
        "    base: 50\n"
        "    most: 100\n"
        "    items:\n"
        "      - {label: curiosity, weight: 5, cap: 4}\n"
        "      - {label: job_ask, weight: -10}\n"
    )


def changed(text: str, old: str, new: str) -> tuple[str, int]:
    """Return `text` with one passage replaced, and the line, from 1, where it stands."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1
