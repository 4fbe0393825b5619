"""Walks a model's JSON Schema, to say what could stand at a place: keys, values, ranges, meaning."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

Shape = dict[str, Any]
"""A part of a JSON Schema, references resolved one level deep."""


@cache
def shape_of(model: type[BaseModel]) -> Shape:
    """Return the model's JSON Schema, as the files are written: by alias."""
    return model.model_json_schema(by_alias=True)


def shape_at(model: type[BaseModel], where: Sequence[str | int]) -> Shape:
    """Return the shape of the value at `where`; an empty one where the model knows no such place."""
    whole = shape_of(model)
    shape = whole
    for step in where:
        shape = _resolved(whole, _step(shape, step))
    return shape


def keys_at(model: type[BaseModel], where: Sequence[str | int]) -> tuple[str, ...]:
    """Return the keys that the place may hold, in the model's order; the labels where labels are keys."""
    shape = shape_at(model, where)
    if "properties" in shape:
        return tuple(shape["properties"])
    return tuple(_resolved(shape_of(model), shape.get("propertyNames", {})).get("enum", ()))


def needed_keys_at(model: type[BaseModel], where: Sequence[str | int]) -> tuple[str, ...]:
    """Return the keys that the place has to hold."""
    return tuple(shape_at(model, where).get("required", ()))


def values_at(model: type[BaseModel], where: Sequence[str | int]) -> tuple[str, ...]:
    """Return the words that may stand there, where only some may."""
    return tuple(str(value) for value in shape_at(model, where).get("enum", ()))


def meaning_at(model: type[BaseModel], where: Sequence[str | int]) -> str:
    """Return what the model says the value means, or nothing."""
    return str(shape_at(model, where).get("description", "")).partition("\n")[0].rstrip(".")


def _step(shape: Shape, step: str | int) -> Shape:
    if isinstance(step, int):
        fixed = shape.get("prefixItems", [])
        found = fixed[step] if step < len(fixed) else shape.get("items", {})
    else:
        found = shape.get("properties", {}).get(step, shape.get("additionalProperties", {}))
    return found if isinstance(found, dict) else {}


def _resolved(whole: Shape, shape: Shape) -> Shape:
    """Follow a reference, and of `this or null` take this; what stands beside a reference wins."""
    for choice in shape.get("anyOf", ()):
        if choice.get("type") != "null":
            rest = {key: value for key, value in shape.items() if key != "anyOf"}
            return _resolved(whole, {**choice, **rest})
    if "$ref" not in shape:
        return shape
    name = shape["$ref"].rsplit("/", 1)[-1]
    return {**whole["$defs"][name], **{key: value for key, value in shape.items() if key != "$ref"}}
