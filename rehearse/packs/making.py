"""Makes a pack to hand on: a zip with the same bytes on every machine, from a folder or from the library."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from rehearse.archive.fresh import check_free, write_new
from rehearse.errors import InputError
from rehearse.packs.names import ABOUT
from rehearse.packs.pack import MOST_PACKED, ORDER, Pack, Thing, read_pack, whole
from rehearse.scene.explain import nearest
from rehearse.scene.scenario import Scenario
from rehearse.scene.shelf import FOLDERS, Copy, Kind, shelf
from rehearse.scene.source import read_bytes
from rehearse.text import one_line

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip knows: when a pack was made is no part of it."""


class Made(NamedTuple):
    """A pack as it was written."""

    things: tuple[Thing, ...]
    left_out: tuple[str, ...]
    """Ids of personas that come with the app and so need not travel."""


def make_pack(words: Sequence[str], out: Path) -> Made:
    """Write a new zip from one folder, or from ids of the person's own scenarios, personas and rubrics.

    A scenario brings its persona along, where that is the person's own. Raises InputError for an id that nobody has or
    that comes with the app, FileError for a file that would not install, as `write_new` does for OUT.
    """
    check_free(out)
    folder = Path(words[0])
    if len(words) == 1 and folder.is_dir():
        pack, left_out = read_pack(folder), tuple[str, ...]()
    else:
        pack, left_out = _gathered(words, out)
    whole(pack)
    data = _zipped(pack)
    if len(data) > MOST_PACKED:
        raise InputError("the pack would be too large", where=one_line(str(out)), cure="Make two of it.")
    write_new(out, data)
    return Made(pack.things, left_out)


def _gathered(words: Sequence[str], out: Path) -> tuple[Pack, tuple[str, ...]]:
    """Return what the ids name, with the personas that it takes, and the ids of those that came with the app."""
    things = {thing[:2]: thing for thing in map(_found, words)}
    scenarios = [each.model for each in whole(_pack(out, things.values())) if isinstance(each.model, Scenario)]
    personas = {scenario.persona: shelf("persona")[scenario.persona] for scenario in scenarios}
    things |= {("persona", name): _thing("persona", copy) for name, copy in personas.items() if copy.own}
    return _pack(out, things.values()), tuple(sorted(name for name, copy in personas.items() if not copy.own))


def _pack(out: Path, things: Iterable[Thing]) -> Pack:
    return Pack(out, None, b"", tuple(sorted(things, key=lambda thing: (ORDER.index(thing.kind), thing.id))))


def _found(word: str) -> Thing:
    """Return the person's own scenario, persona or rubric of this id: the first that there is."""
    own: list[str] = []
    for kind in ("scenario", "persona", "rubric"):
        copies = shelf(kind)
        if word in copies and copies[word].own:
            return _thing(kind, copies[word])
        if word in copies:
            cure = "Whoever installs the pack has it; name what you wrote."
            raise InputError(f"the {kind} `{word}` comes with the app", cure=cure)
        own += [name for name, copy in copies.items() if copy.own]
    near = nearest(word, own)
    cure = f"Did you mean `{near}`?" if near else f"There are {', '.join(own) or 'none yet'}."
    raise InputError(f"you have no scenario, persona or rubric `{one_line(word, 60)}`", cure=cure)


def _thing(kind: Kind, copy: Copy) -> Thing:
    # The whole path, so that a problem in it names the file that is to be mended.
    return Thing(kind, copy.id, str(copy.path.absolute()), read_bytes(copy.path))


def _zipped(pack: Pack) -> bytes:
    files = {f"{FOLDERS[thing.kind]}/{thing.id}.yaml": thing.raw for thing in pack.things}
    if pack.about_raw:
        files = {ABOUT: pack.about_raw, **files}
    buffer = BytesIO()
    # Stored and not packed: what a packer makes of it is not the same everywhere.
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, raw in files.items():
            info = ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = 3, 0o100600 << 16
            archive.writestr(info, raw)
    return buffer.getvalue()
