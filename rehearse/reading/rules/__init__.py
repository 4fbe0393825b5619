"""The first reader of turns: patterns and rulings, no model."""

from rehearse.reading.rules.reader import RulesReader

__all__ = ["RulesReader"]
