"""The content hash: what pins a scenario, a persona or a rubric to what it was."""

import hashlib
import json

from pydantic import BaseModel


def content_hash(model: BaseModel) -> str:
    """Return the sha256, in hex, of the model's canonical JSON: keys sorted, no blanks, UTF-8, by alias.

    What equals its default is left out, so that a default written down changes nothing, nor does a key that a
    later version of the form adds.
    """
    data = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
