"""How many transcripts are reviewed in a second, and in how much memory: `python -m benchmarks.scale [--files N]`.

On two processes of this machine, and on a cluster of two workers; a tenth and a hundredth of the files as well, to see
that memory does not grow with them. Then once more on the cluster, one of whose workers is killed half-way, and a few
with every turn read anew. Each time the facts have to be the same bytes. Ends with 1 where they are not.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.cluster import Peaks, kill_one_worker, local_cluster
from benchmarks.transcripts import PLAYED, play_all, write_all
from rehearse.coaching.many.worker import fresh_reader, introduce
from rehearse.coaching.reviewed import meeting_facts
from rehearse.scene import library

FILES = 100_000
WORKERS = 2
ANEW = 200
"""Files that are read anew."""
_ONE_BY_ONE = 500
"""Files for the baseline: one process, one after another."""
_COLUMNS = (("files", 9), ("seconds", 9), ("files/s", 9), ("turns/s", 9), ("times", 7), ("cpu ms", 8))
_HEAD = " " * 34 + "".join(f"{name:>{wide}}" for name, wide in (*_COLUMNS, ("client", 8), ("sched.", 8), ("worker", 8)))


class Taken(NamedTuple):
    """What a run took."""

    name: str
    files: int
    turns: int
    seconds: float
    cpu: float
    """Seconds that all processes computed, which others on the machine change little."""
    megabytes: dict[str, int]
    """The most that a process took, by what it was for."""
    sha256: str

    def line(self, baseline: float) -> str:
        """Return it as a line of the table; `baseline` is files a second."""
        rate, turns = self.files / self.seconds, self.turns / self.seconds
        memory = "".join(f"{self.megabytes.get(who) or '-':>8}" for who in ("client", "scheduler", "own_workers"))
        speed = f"{self.seconds:>9.1f}{rate:>9,.0f}{turns:>9,.0f}{rate / baseline:>7.2f}"
        return f"{self.name:34}{self.files:>9,}{speed}{1000 * self.cpu / self.files:>8.2f}{memory}"


def main(given: Sequence[str] | None = None) -> int:
    """Make the transcripts, where they are not there; measure and print. Return 1 where two results differ, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="Measure reviewing at scale.")
    parser.add_argument("--files", type=int, default=FILES, metavar="N")
    parser.add_argument("--played", type=int, default=PLAYED, metavar="N", help="of these, meetings held in full")
    parser.add_argument("--folder", type=Path, default=Path("build/scale"), metavar="DIR", help="for all that is made")
    args = parser.parse_args(given)
    counts = sorted({max(args.files // 100, 1), max(args.files // 10, 1), args.files})
    folders = {count: _made(args.folder, count, args.played) for count in counts}
    print(_HEAD, flush=True)
    found: list[list[Taken]] = []
    for count in counts:
        # On a machine that others use, too, the baseline is worth something only next to what it is for.
        baseline = _one_by_one(folders[count])
        rate = baseline.files / baseline.seconds
        _tell(baseline, rate)
        found.append([_tell(_run(f"{WORKERS} processes", folders[count]), rate)])
        found[-1].append(_tell(_on_cluster(f"cluster, {WORKERS} workers", folders[count]), rate))
    killed = _on_cluster("cluster, one killed half-way", folders[counts[-1]], half_way=kill_one_worker)
    found[-1].append(_tell(killed, rate))
    few = _made(args.folder, min(ANEW, args.files), args.played)
    found.append([_tell(_run("read anew, processes", few, "--anew"), rate)])
    found[-1].append(_tell(_on_cluster("read anew, cluster", few, "--anew"), rate))
    same = all(len({each.sha256 for each in runs}) == 1 for runs in found)
    print("the same bytes each time" if same else "THE RESULTS DIFFER")
    print("memory: megabytes resident at most, of the largest process of its kind")
    return 0 if same else 1


def _tell(taken: Taken, baseline: float) -> Taken:
    print(taken.line(baseline), flush=True)
    return taken


def _made(folder: Path, count: int, played: int) -> Path:
    made, whole = folder / str(count), folder / f"{count}.whole"
    if not whole.exists():
        held = play_all(folder / "played", min(played, count), seed=1)
        write_all(folder / "played", held, made, count)
        whole.touch()
    return made


def _one_by_one(folder: Path) -> Taken:
    """Review a few files in this process, one after another; starting is not counted."""
    introduce()
    reader, rubric, turns = fresh_reader(), library.rubric("standard"), 0
    paths = list(islice(folder.rglob("*.jsonl"), _ONE_BY_ONE))
    begin, computed = time.perf_counter(), time.process_time()
    for path in paths:
        facts = meeting_facts(path.read_bytes(), rubric, reader, source=path.name)
        facts.model_dump_json()
        turns += facts.turns
    seconds, cpu = time.perf_counter() - begin, time.process_time() - computed
    return Taken("one process, one after another", len(paths), turns, seconds, cpu, {}, "")


def _on_cluster(name: str, folder: Path, *more: str, half_way: Callable[[int], object] | None = None) -> Taken:
    with local_cluster(WORKERS) as local:
        asked = ("--cluster", local.address, *more)
        at_half = (lambda: half_way(local.nanny)) if half_way else None
        return _run(name, folder, *asked, at_half=at_half, scheduler=local.scheduler, own_workers=local.nanny)


def _run(name: str, folder: Path, *asked: str, at_half: Callable[[], object] | None = None, **watched: int) -> Taken:
    facts = folder.with_name(f"{folder.name}.facts")
    before = facts.stat().st_size if facts.exists() else 0
    for file in facts.parent.glob(f"{facts.name}*"):
        file.unlink()
    where = asked if "--cluster" in asked else (*asked, "--workers", str(WORKERS))
    begin = time.perf_counter()
    command = [sys.executable, "-m", "rehearse", "coach", "report", str(folder), "--facts", str(facts), *where]
    with (
        subprocess.Popen(command, stdout=subprocess.DEVNULL) as process,
        Peaks(**{"client": process.pid, "own_workers": process.pid} | watched) as peaks,
    ):
        while at_half and process.poll() is None and _written(facts) < before // 2:
            _wait(process)
        if at_half and process.poll() is None:
            at_half()
        process.wait()
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise RuntimeError(f"{name} ended with {process.returncode}")
    files, turns, found = 0, 0, hashlib.sha256()
    with facts.open("rb") as lines:
        for line in lines:
            files, turns = files + 1, turns + int(json.loads(line)["turns"])
            found.update(line)
    return Taken(name, files, turns, seconds, peaks.cpu, peaks.megabytes, found.hexdigest())


def _written(facts: Path) -> int:
    return sum(file.stat().st_size for file in facts.parent.glob(f"{facts.name}.work*"))


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(0.1)
    except subprocess.TimeoutExpired:
        return


if __name__ == "__main__":
    sys.exit(main())
