"""llama.cpp's own server, built from the source that PyPI's `llama-cpp-python` carries, with a model that babbles."""

import os
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.project.checkout import ROOT
from tests.servers.making import do, need
from tests.servers.process import MADE, Running, free_port, running

VERSION = "0.3.36"
"""Of llama-cpp-python; the server in it calls itself by the version of llama.cpp."""
SHA256 = "832db0699007f1be95a7e41ef12e88926b02ba836461e36a36372db2760c1a2e"
FOLDER = MADE / "llama.cpp"
PROGRAM = FOLDER / "made" / "bin" / "llama-server"
MODEL = FOLDER / "babbler.gguf"
LEFT_OUT = (
    "BUILD_SHARED_LIBS GGML_NATIVE GGML_OPENMP GGML_LLAMAFILE GGML_CCACHE LLAMA_OPENSSL LLAMA_BUILD_TESTS "
    "LLAMA_BUILD_EXAMPLES LLAMA_BUILD_APP LLAMA_USE_PREBUILT_UI LLAMA_ALL_WARNINGS"
).split()
"""What a server for tests can do without, and what would reach for the network."""


def make() -> None:
    """Build the server and make its model: ten minutes on two idle cores, mostly the compiler's.

    Raises CannotMakeError.
    """
    need("cmake", "ninja", "c++")
    source = _source()
    # Hardly optimised: the model is tiny, and the compiler is what takes long.
    speed = [f"-DCMAKE_{language}_FLAGS_RELEASE=-O{level} -DNDEBUG" for language, level in (("C", 1), ("CXX", 0))]
    options = ["-DCMAKE_BUILD_TYPE=Release", *speed, *(f"-D{option}=OFF" for option in LEFT_OUT)]
    do("cmake", "-G", "Ninja", "-S", source, "-B", "made", *options, cwd=FOLDER)
    do("ninja", "-C", "made", f"-j{os.cpu_count() or 1}", "llama-server", cwd=FOLDER)
    # The package that writes the model's format is the server's own, of the same version.
    do(sys.executable, "-m", "tests.servers.babbler", MODEL, source / "gguf-py", cwd=ROOT)


def _source() -> Path:
    """Return the folder of llama.cpp's source; fetch it where it is not there, held to its hash."""
    source = FOLDER / "source"
    if not source.is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        wanted = FOLDER / "wanted.txt"
        wanted.write_text(f"llama-cpp-python=={VERSION} --hash=sha256:{SHA256}\n", encoding="ascii")
        pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download")
        do(*pip, "--no-deps", "--no-binary", ":all:", "--require-hashes", "--dest", FOLDER, "--requirement", wanted)
        name = f"llama_cpp_python-{VERSION}"
        with tarfile.open(FOLDER / f"{name}.tar.gz") as archive:
            archive.extractall(FOLDER, filter="data")
        (FOLDER / name / "vendor" / "llama.cpp").rename(source)
    return source


@contextmanager
def serving(log: Path, *, reads: int = 32_768, key: str | None = None, endless: bool = False) -> Iterator[Running]:
    """Run it with one place for one talk.

    `reads` is how many tokens the model can read, `key` the only one that it answers to. An `endless` model
    never says of itself that it is done.
    """
    port = free_port()
    command: list[str | Path] = [PROGRAM, "--model", MODEL, "--port", str(port), "--ctx-size", str(reads)]
    command += "--parallel 1 --threads 1 --seed 7 --jinja --metrics --slots --offline --no-warmup".split()
    command += ["--api-key", key] if key else []
    command += ["--ignore-eos"] if endless else []
    with running(command, port, log, ready="/health") as server:
        yield server
