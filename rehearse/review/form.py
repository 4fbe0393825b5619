"""The form in which a judge answers, as servers are told it: strictly, then as any JSON object, then in words alone."""

from typing import Any

from rehearse.reading.codebook import Label

_STRING = {"type": "string"}
_ENTRY = {
    "type": "object",
    "properties": {"label": {"type": "string", "enum": list(Label)}, "quote": _STRING, "why": _STRING},
    "required": ["label", "quote", "why"],
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "properties": {"labels": {"type": "array", "items": _ENTRY}},
    "required": ["labels"],
    "additionalProperties": False,
}
"""The form of an answer, of the few words of JSON Schema that every server's strict mode knows."""
FORM: list[tuple[str, Any]] = [
    (
        "response_format",
        {"type": "json_schema", "json_schema": {"name": "labels", "strict": True, "schema": SCHEMA}},
    ),
    ("response_format", {"type": "json_object"}),
]
"""Best first; `prompts/judge/system.j2` says the same in words."""
