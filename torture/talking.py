"""Killed while one talks: `rehearse practice --plain`, with the offline contact."""

import random
from pathlib import Path

from rehearse.cli.main import main
from torture import talk


class Talking:
    """A meeting in lines: each turn, its reading, the plan and the reply are written down one after the other."""

    name = "while one talks"
    contact = "offline"

    def set_up(self, home: Path, chance: random.Random) -> None:
        """A new person has nothing."""

    def typed(self, chance: random.Random) -> bytes:
        """Return a few turns, a line each."""
        return "".join(f"{line}\n" for line in talk.lines(chance)).encode()

    def environment(self, home: Path) -> dict[str, str]:
        """Need nothing but the folder."""
        return {}

    def play(self, home: Path, typed: bytes) -> None:
        """Hold the meeting."""
        code = main(["practice", "--plain", "--seed", "7", "--contact", self.contact, talk.SCENARIO])
        if code:
            raise RuntimeError(f"it ended with {code}")

    def broken(self, home: Path, shown: str) -> list[str]:
        """Look for the turns that were shown, and go on."""
        folder, turns = home / "transcripts", talk.shown_turns(shown)
        broken = talk.unopened(folder)
        paths = sorted(folder.glob("*.jsonl"))
        if broken or not paths:
            return [*broken, *(["what was shown is in no transcript"] if turns else [])]
        return [*talk.missing(turns, talk.kept_turns(paths[0])), *talk.gone_on(paths[0])]
