"""Where things lie on this machine, and what the person has set.

On the way to the first paint: nothing heavy is imported here, and the disk is asked only when a function is called.
"""

import os
from pathlib import Path
from typing import Literal

from rehearse.config import Config, api_key, read_config, without_keys
from rehearse.errors import InputError, StorageError

__all__ = [
    "Config",
    "Kind",
    "api_key",
    "cache_dir",
    "config_path",
    "index_path",
    "is_served",
    "load_config",
    "own_dir",
    "private_folder",
    "shipped",
    "transcripts_dir",
    "user_dir",
    "without_keys",
]

Kind = Literal["personas", "scenarios", "rubrics", "assignments", "prompts", "transcripts"]

_PACKAGE = Path(__file__).resolve().parent


def user_dir() -> Path:
    """Return the folder of all that the person owns: REHEARSE_HOME, or the platform's data folder. Creates nothing."""
    home = os.environ.get("REHEARSE_HOME", "").strip()
    if not home:
        from platformdirs import user_data_path  # noqa: PLC0415 - not needed where REHEARSE_HOME is set

        return user_data_path("rehearse", appauthor=False)
    try:
        return Path(home).expanduser().absolute()
    except RuntimeError:
        raise InputError(
            "it begins with a home folder that this machine does not know",
            where="REHEARSE_HOME",
            cure="Write the folder's whole path.",
        ) from None


def is_served() -> bool:
    """Whether a server started this app for somebody in a browser, who may see nothing of this machine.

    The person then has no files but those in the app, and what leaves it goes through their browser.
    """
    return os.environ.get("REHEARSE_SERVED") == "1"


def own_dir(kind: Kind) -> Path:
    """Return the person's own folder of one kind of file, such as `personas`. Creates nothing."""
    return user_dir() / kind


def transcripts_dir() -> Path:
    """Return the folder of the person's transcripts. Creates nothing."""
    return own_dir("transcripts")


def index_path() -> Path:
    """Return where the search index lies, whether or not there is one: not in the cache, for it holds private words."""
    return user_dir() / "transcripts.sqlite3"


def cache_dir() -> Path:
    """Return the platform's folder for what can be made again at any time. Creates nothing."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - not on the way to the first paint

    return user_cache_path("rehearse", appauthor=False)


def config_path() -> Path:
    """Return where `config.toml` lies, whether or not there is one."""
    return user_dir() / "config.toml"


def shipped(kind: Kind) -> Path:
    """Return the folder of the files that came with the app: in the wheel, or at the top of the checkout."""
    packed = _PACKAGE / "shipped" / kind
    return packed if packed.is_dir() else _PACKAGE.parent / kind


def private_folder(path: Path) -> Path:
    """Make `path` and its missing parents, open to their owner only (0700), and return it; called before a write.

    Folders that exist keep the rights that they have. Raises StorageError where the disk refuses.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"the folder cannot be made: {error.strerror}",
            where=str(path),
            cure="Free the place, or set REHEARSE_HOME to a folder of your own.",
        ) from error
    if not path.is_dir():
        raise StorageError("a file lies where a folder should be", where=str(path), cure="Move that file away.")
    return path


def load_config() -> Config:
    """Return `config.toml` with the environment over it. Raises InputError: file or variable, key, cure."""
    return read_config(config_path())
