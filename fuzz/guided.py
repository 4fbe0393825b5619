"""One parser under atheris, which looks at what code an input reaches and changes on those that reach more.

`python -m fuzz.guided PARSER [FLAGS OF LIBFUZZER]`, such as `-max_total_time=300`. Atheris is no dependency: install
it beside the app in a venv of its own. The changes and the promises are those of `python -m fuzz`, as is the folder.
"""

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["rehearse"]):
    from fuzz import raw
    from fuzz.found import keep
    from fuzz.place import prepared
    from fuzz.share import Find
    from fuzz.targets import TARGETS
    from fuzz.trial import Fate, attempt

FOUND = Path("build/fuzz")


def main() -> None:
    """Run until a flag says that it is enough. What is found is kept, and the run goes on."""
    target = TARGETS[sys.argv[1]]
    signs: set[str] = set()

    def try_one(data: bytes) -> None:
        verdict = attempt(target, data)
        if verdict.fate is Fate.FOUND and verdict.sign not in signs:
            signs.add(verdict.sign)
            print(f"\n{keep(Find(target.name, verdict.sign, data, verdict.trace), FOUND)}\n{verdict.trace}")

    def change(data: bytes, most: int, seed: int) -> bytes:
        rng = Random(seed)
        form = rng.choice(target.changes) if rng.randrange(3) else raw.changed
        return form(rng, data, rng.choice(target.seeds()))[:most]

    with prepared(), TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds()):
            (Path(corpus) / str(number)).write_bytes(seed)
        flags = [f"-max_len={raw.LONGEST}", "-rss_limit_mb=4096", "-timeout=60", *sys.argv[2:], corpus]
        atheris.Setup([sys.argv[0], *flags], try_one, custom_mutator=change)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
