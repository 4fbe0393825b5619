"""On a cluster, and from wherever fsspec reads, transcripts are reviewed to the very bytes of one process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.coaching.many import gathering
from rehearse.coaching.many.cluster import Cluster
from rehearse.coaching.many.gathering import Progress
from rehearse.coaching.many.place import place, told
from rehearse.errors import InputError, StorageError
from tests.coaching.many_files import OneAfterAnother, gathered, write
from tests.project.checkout import outcome

FILES = 200

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("many"), FILES)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two processes on this machine, which gives a chunk up with the first worker."""
    import dask  # noqa: PLC0415 - costs a second, which most tests need not pay
    from distributed import LocalCluster  # noqa: PLC0415 - as above

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as cluster,
    ):
        yield cluster.scheduler_address


def test_a_worker_that_is_killed_half_way_changes_no_result(
    scheduler: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "FILES", 10)
    crew, killed = Cluster(scheduler), list[int]()

    def kill(progress: Progress) -> None:
        if progress.reviewed > FILES // 3 and not killed:
            killed.append(min(crew._client.run(os.getpid).values()))
            os.kill(killed[0], 9)

    found = gathered(folder, tmp_path / "cluster", crew, tell=kill)
    assert killed
    assert (found.progress, found.bad) == ((FILES, 0, 0), [])
    assert found.lines == gathered(folder, tmp_path / "here", OneAfterAnother()).lines


def test_what_lies_in_the_memory_of_this_process_is_reviewed_as_well(scheduler: str, tmp_path: Path) -> None:
    import fsspec  # noqa: PLC0415 - comes with an extra

    folder, memory = write(tmp_path / "t", 9, per_learner=4), fsspec.filesystem("memory")
    memory.put(str(folder), "/meetings", recursive=True)
    memory.pipe("/meetings/learner-0/bad.jsonl", b"{}\n")
    memory.pipe("/meetings/.hidden/x.jsonl", b"{}\n")
    found = gathered("memory://meetings", tmp_path / "w", Cluster(scheduler))
    assert found.lines == gathered(folder, tmp_path / "local", OneAfterAnother()).lines
    assert [bad.source for bad in found.bad] == ["learner-0/bad.jsonl"]
    again = gathered("memory://meetings", tmp_path / "w", OneAfterAnother())
    assert again.progress == (0, 10, 0)


def test_a_folder_that_workers_do_not_see_is_named(scheduler: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "t", 3)

    class Elsewhere(Cluster):
        def send(self, chunk: object) -> None:
            folder.rename(tmp_path / "elsewhere")
            super().send(chunk)  # type: ignore[arg-type]

    with pytest.raises(InputError, match="does not see this folder"):
        gathered(folder, tmp_path / "w", Elsewhere(scheduler))


def test_where_no_scheduler_answers_a_line_says_so() -> None:
    with pytest.raises(InputError, match="no scheduler answers"):
        Cluster("not an address")


ALONE = """
import sys
from distributed import LocalCluster
here = {"protocol": "tcp", "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
with LocalCluster(n_workers=1, processes=False, **here) as cluster:
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""


def test_a_scheduler_that_goes_away_ends_the_run_and_what_is_done_is_kept(tmp_path: Path) -> None:
    folder = write(tmp_path / "t", 120)
    with subprocess.Popen([sys.executable, "-c", ALONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        crew = Cluster(process.stdout.readline().decode().strip())
        with pytest.raises(StorageError, match="the scheduler is gone"):
            gathered(folder, tmp_path / "w", crew, tell=lambda _: process.kill())
    found = gathered(folder, tmp_path / "w", OneAfterAnother(thorough=False))
    assert found.progress.reused >= 50
    assert sum(found.progress) == 120


def test_a_password_or_a_token_in_a_url_is_not_told() -> None:
    url = "https://ana:secret@host/folder?signature=secret"
    assert place(url, ".jsonl").shown == "https://host/folder"
    assert told(OSError(f"nothing at {url} today. Really?")) == "nothing at https://host/folder today. Really"


BARE = """
import sys
sys.modules["distributed"] = sys.modules["fsspec"] = None
from rehearse.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["s3://bucket/folder"], "a URL needs fsspec, which is not installed. Install what opens URLs: pip install"),
        (["--cluster", "tcp://127.0.0.1:1", "."], "a cluster needs Dask, which is not installed. Install it"),
    ],
)
def test_without_the_extra_one_line_says_how_to_install_it(asked: list[str], said: str) -> None:
    done = outcome(sys.executable, "-c", BARE, "coach", "report", *asked)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
