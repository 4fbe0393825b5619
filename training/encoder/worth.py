"""Writes the card that ships beside the network, and reports what the reader is worth."""

import json
from collections.abc import Sequence

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.encoder.decide import weighings
from rehearse.reading.encoder.model import Model, Told
from rehearse.reading.encoder.reader import EncoderReader
from training.encoder.briefs import AHEAD, CHOSEN, DEV_BRIEFS, EVIDENCE, REPORTED, corpus, partners
from training.encoder.card import write_card
from training.encoder.paths import REPORT, SHIPPED, WEIGHINGS
from training.encoder.report import both_right, pairs, quotes, report, table
from training.encoder.sureness import calibrated


def main() -> None:
    """Write, read, report."""
    known, weighed = corpus(), weighings(json.loads(WEIGHINGS.read_text(encoding="utf-8")))
    write_card(SHIPPED, weighed)
    weighed = calibrated(weighed, pairs(known.under(CHOSEN | AHEAD), EncoderReader(Model(SHIPPED))))
    write_card(SHIPPED, weighed)
    reader = EncoderReader(Model(SHIPPED))
    kinds = {"chosen on": CHOSEN, "new briefs": REPORTED, "dev": DEV_BRIEFS, "ahead": AHEAD}
    groups = {name: known.under(briefs) for name, briefs in kinds.items()}
    found = report(groups, reader)
    found["new briefs"]["pairs"] = both_right(known.under(REPORTED), partners(), reader)
    found["ahead"]["pairs"] = both_right(groups["ahead"], partners(), reader)
    found["dev"]["quotes"] = quotes(EVIDENCE, groups["dev"], reader)
    worth = (
        "on {turns} turns of meetings it never saw: F1 credits {credits:.3f}, debits {debits:.3f}, cues {cues:.3f}; "
        "accused {accused:.3f}, caught {caught:.3f}"
    ).format(turns=sum(len(line.turns) for line in groups["dev"]), **found["dev"])
    write_card(SHIPPED, weighed, worth)
    REPORT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))
    print("\npairs that differ only in context:", found["new briefs"]["pairs"], found["ahead"]["pairs"])
    print("quotes that hold the words marked by hand:", found["dev"]["quotes"])
    print("expected calibration error:", {name: each["sureness"]["error"] for name, each in found.items()})


def heard(model: Model, lines: Sequence[CorpusLine]) -> list[tuple[CorpusLine, list[Told]]]:
    """Return the talks with what the network tells of each turn."""
    return [(line, model.read(line.scene, [(turn.speaker, turn.text) for turn in line.turns])) for line in lines]
