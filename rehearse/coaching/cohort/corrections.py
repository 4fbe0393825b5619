"""What coaches corrected, as lines of a corpus from which a reader can be trained."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TextIO

from rehearse.archive.transcript import Transcript, parse
from rehearse.coaching.facts import Bad, MeetingFacts
from rehearse.coaching.gathering import bytes_of
from rehearse.review.export import corpus_line


class Corrections:
    """Writes each meeting with a correction as a corpus line, the coaches' labels in the reader's place."""

    def __init__(self, file: TextIO, paths: Sequence[Path]) -> None:
        """Write to `file`; the transcripts lie below `paths`."""
        self._file = file
        self._paths = paths

    def add(self, facts: MeetingFacts) -> Bad | None:
        """Write the meeting, if it was corrected; return it as bad where its transcript is not found."""
        if not facts.judged:
            return None
        data = bytes_of(facts, self._paths)
        if data is None:
            why = (
                "its corrections are left out: the transcript is not below the paths, or has changed. Name its folder."
            )
            return Bad(facts.source, why)
        header, events, _, _ = parse(Path(facts.source), BytesIO(data))
        self._file.write(corpus_line(Transcript(header, events), corrected=True))
        return None
