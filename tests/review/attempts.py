"""Two hundred attempts by a learner to talk to the score, as `attempts.yaml` has them by kind."""

from pathlib import Path

import yaml

ATTEMPTS = [
    text
    for group in yaml.safe_load(Path(__file__).with_name("attempts.yaml").read_text("utf-8")).values()
    for text in group
]
