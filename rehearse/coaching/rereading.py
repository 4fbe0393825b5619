"""Reads a meeting anew with a reader of one's own: what its file says was read is not believed."""

from collections.abc import Sequence

from rehearse.contact.cues import reply_cues
from rehearse.meeting.events import AnyEvent, Header, Read, Replied, Said, Wrote
from rehearse.meeting.state import Folding, fold
from rehearse.reading.reader import Reader


def reread(header: Header, events: Sequence[AnyEvent], reader: Reader) -> tuple[AnyEvent, ...]:
    """Return the events with labels and cues as this reader reads them, numbered anew; all else stays.

    A reading that is missing is put in, one that reads nothing is left out. The note after the meeting is read, too.
    """
    folding, kept = Folding(fold(header, ())), list[AnyEvent]()
    for event in events:
        if isinstance(event, Read):
            continue
        for new in _read(folding, event, reader):
            kept.append(new.model_copy(update={"n": len(kept) + 1}))
            folding.take(kept[-1])
    return tuple(kept)


def _read(folding: Folding, event: AnyEvent, reader: Reader) -> list[AnyEvent]:
    if not isinstance(event, Said | Wrote | Replied):
        return [event]
    state = folding.state()
    scene, before = state.header.scene, state.turns
    if isinstance(event, Replied):
        cues = reply_cues(reader, state, state.plan, event.text, event.engine)
        return [event.model_copy(update={"cues": cues})]
    found = reader.read(scene, before, event.text)
    return [event, Read(n=event.n, at=event.at, labels=found.labels, unsure=found.unsure)]
