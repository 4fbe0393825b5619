"""Somebody at a terminal: waits for words, presses keys, and tells how long each took until it was drawn."""

import random
from collections.abc import Iterator

from benchmarks.terminal import NeverShown, Program, unstyled

PATIENCE = 60.0
"""Seconds until something that was waited for is called missing."""
KEYS = [
    chr(code)
    for begin, end in ((0x3B1, 0x3CA), (0x430, 0x450), (0x561, 0x587), (0x10D0, 0x10F1))
    for code in range(begin, end)
]
"""Letters of other alphabets, none of which stands on the screen unless it was typed; each is one cell wide."""
LINE = 40
"""Letters on a line, which holds them all; then it is rubbed out."""
RUB_OUT = "\x15"
_PAUSES = (0.02, 0.06)
"""Seconds between two keys, from and to: as fast as anybody types, and in step with nothing."""


class Typist(Program):
    """A program in a terminal, and whoever sits there."""

    def wait_for(self, *texts: str, patience: float = PATIENCE) -> None:
        """Wait until all these are drawn from now on, each in one piece. Raises NeverShown."""
        seen, deadline = b"", self.age + patience
        while not all(text.encode() in unstyled(seen) for text in texts):
            chunk = self.listen(deadline - self.age)
            if chunk is None:
                raise NeverShown(
                    f"{texts} were never drawn, but this:\n{unstyled(seen)[-3_000:].decode(errors='replace')}"
                )
            seen += chunk.data

    def pause(self, seconds: float) -> None:
        """Let some time go by, while the program draws what it likes."""
        end = self.age + seconds
        while self.listen(end - self.age):
            pass

    def echoes(self, count: int, chance: random.Random) -> Iterator[float]:
        """Type so many letters; yield the seconds from each until it is drawn."""
        for number in range(count):
            place = number % LINE
            if place == 0 and number:
                self.type(RUB_OUT)
                self.pause(0.2)
            if place == 0:
                letters = chance.sample(KEYS, LINE)
            yield self._echo(letters[place])
            self.pause(chance.uniform(*_PAUSES))

    def _echo(self, letter: str) -> float:
        start, seen, sought = self.age, b"", letter.encode()
        self.type(letter)
        while chunk := self.listen(start + PATIENCE - self.age):
            # A letter may be cut between two reads, and a style as well.
            seen = seen[-64:] + chunk.data
            if sought in unstyled(seen):
                return chunk.at - start
        raise NeverShown(f"{letter!r} was typed and never drawn")
