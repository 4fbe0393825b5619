"""All parsers that are fuzzed, by name."""

from collections.abc import Mapping

from fuzz.target import Target
from fuzz.targets import cards, coached, corpora, packs, replies, scene_files, settings, transcripts

TARGETS: Mapping[str, Target] = {
    target.name: target
    for module in (scene_files, coached, packs, cards, transcripts, corpora, settings, replies)
    for target in module.TARGETS
}
