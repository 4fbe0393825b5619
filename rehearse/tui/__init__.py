"""The app: screens and widgets over the engine. It knows everything and is known by nobody."""

import os

# Textual draws at most 60 times a second, so that a key waits up to 17 ms for the next time. It looks once, when it is
# imported; whoever sets it otherwise is heeded.
os.environ.setdefault("TEXTUAL_FPS", "240")
