"""On what terms Rehearse is served: what the command line asked for, checked before anything listens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from rehearse.config import Config, api_key
from rehearse.errors import InputError
from rehearse.serving.register import Learner, Register
from rehearse.settings import user_dir
from rehearse.text import one_line

ALONE = Learner("you", "")
"""The only learner where there are no tokens: the person whose machine this is."""
LEARNERS = "learners"
"""The folder of learners' folders, in the person's data folder."""
_TOKENS = "`rehearse serve --token-file FILE --new-token NAME` writes the file and a learner's link."


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one server."""

    host: str
    port: int
    """0 lets the machine choose."""
    register: Register | None
    """Who may come in; None: whoever is at this machine, as its one learner."""
    data: Path
    """The folder of the learners' folders; without a register the data folder itself."""
    most: int
    """Sessions at once."""
    idle: float
    """Seconds without a key until a session ends."""
    public_url: str | None = None
    """What learners open; without a slash at the end."""
    behind_proxy: bool = False
    llm: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What apps are told of an LLM, its key among it; nothing: the embedded contact plays."""

    def home(self, learner: Learner) -> Path:
        """Return a learner's own folder. Creates nothing."""
        return self.data / learner.name if self.register else self.data


def data_folder(given: Path | None, register: Register | None) -> Path:
    """Return where data lie: as given, else in the person's data folder."""
    if given:
        return given.absolute()
    return user_dir() / LEARNERS if register else user_dir()


def check_open(*, only_here: bool, public_url: str | None, behind_proxy: bool, register: Register | None) -> None:
    """Raise InputError where others than the person at this machine could come in without a token."""
    if register is None and not (only_here and public_url is None and not behind_proxy):
        raise InputError("whoever comes from another machine needs a token", where="--token-file", cure=_TOKENS)
    if register is not None and not len(register):
        raise InputError("there is no learner in it", where="--token-file", cure=_TOKENS)


def check_public_url(url: str) -> str:
    """Return the address that learners open, as browsers write it. Raises InputError where it is none."""
    try:
        found = urlsplit(url)
        whole = found.scheme in ("http", "https") and bool(found.hostname) and found.port != 0
    except ValueError:
        whole = False
    else:
        whole = whole and found.path in ("", "/") and not (found.query or found.fragment or found.username)
    if not whole:
        raise InputError(
            f"`{one_line(url, 60)}` is no address of a site",
            where="--public-url",
            cure="Write it like https://rehearse.example.org, without a path: Rehearse has a host name of its own.",
        )
    return f"{found.scheme}://{found.netloc}".lower()


def llm_settings(config: Config) -> Mapping[str, str]:
    """Return the coach's own LLM, its key among it, as an app's environment. Raises InputError for a bad key."""
    found = {
        "REHEARSE_BASE_URL": config.base_url,
        "REHEARSE_MODEL": config.model,
        "REHEARSE_CONTACT": config.contact,
        "REHEARSE_WINDOW": str(config.window),
    }
    key = api_key(config)
    return found | ({"REHEARSE_API_KEY": key} if key else {})
