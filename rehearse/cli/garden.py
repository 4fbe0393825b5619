"""`rehearse garden`: whom one has met and how things stand, a line each; or all there is to know of one of them."""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rehearse.archive.acquaintances import acquaintances
from rehearse.errors import InputError
from rehearse.meeting.garden import standing
from rehearse.meeting.relationship import Relationship
from rehearse.rehearsal import now
from rehearse.scene import library
from rehearse.scene.persona import Persona
from rehearse.settings import transcripts_dir
from rehearse.text import counted, first_name, one_line
from rehearse.tui import known
from rehearse.tui.widgets.plant import grown


def run(args: argparse.Namespace) -> int:
    """Print whom one has met, or what lies between the two. Raises InputError for somebody whom one has not met."""
    everybody = [found.relationship for found in acquaintances(transcripts_dir())]
    moment = now()
    if args.contact is not None:
        everybody = [_meant(args.contact, everybody)]
    if args.json:
        print(json.dumps([_record(each, moment) for each in everybody], ensure_ascii=False, default=str, indent=2))
    elif args.contact is not None:
        print("\n".join(_page(everybody[0], moment)))
    else:
        print("\n".join(_row(each, moment) for each in everybody) or "Nobody yet.")
    return 0


def _meant(word: str, everybody: list[Relationship]) -> Relationship:
    wanted = word.casefold()
    exact = [each for each in everybody if wanted in (each.persona, one_line(each.name).casefold())]
    found = exact or [each for each in everybody if wanted in one_line(each.name).casefold()]
    if len(found) == 1:
        return found[0]
    known_names = ", ".join(one_line(each.name, 40) for each in found or everybody)
    cure = f"You have met {known_names}." if known_names else "Meet somebody first: rehearse practice."
    raise InputError("you have met several by that name" if found else "you have not met them", where=word, cure=cure)


def _row(each: Relationship, moment: datetime) -> str:
    name, met = one_line(each.name), counted(len(each.meetings), "meeting")
    trust = each.trust_at(moment)
    return f"{name}: trust {trust:.2f}, {grown(trust)}, {met}. {first_name(name)} {standing(each, moment).clause}."


def _record(each: Relationship, moment: datetime) -> dict[str, Any]:
    stands = standing(each, moment)
    return {
        "persona": each.persona,
        "name": one_line(each.name),
        "trust": round(each.trust_at(moment), 2),
        "season": stands.season.value,
        "clause": stands.clause,
        "seen": each.seen,
        "meetings": [
            {"id": met.id, "title": met.title, "started": met.started, "trust": met.end} for met in each.meetings
        ],
    }


def _page(each: Relationship, moment: datetime) -> Iterator[str]:
    yield _row(each, moment)
    yield from ("", "MEETINGS")
    for met in reversed(each.meetings):
        yield f"- {' · '.join(known.meeting(met).plain.splitlines())}"
    for heading, words in known.blocks(each, _persona(each.persona)):
        yield from ("", heading.upper())
        yield from (f"- {line}" for line in words.plain.splitlines() if line.strip())


def _persona(name: str) -> Persona | None:
    """Return the contact's own file, where it is still there."""
    try:
        return library.persona(name)
    except InputError:
        return None
