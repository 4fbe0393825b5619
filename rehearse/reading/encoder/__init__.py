"""The trained reader: a small language model that reads a whole talk at once, and code that decides what stands."""

import os

# Products of matrices so small are no faster on several threads; and threads that spin while they wait took a third of
# all the time that a meeting takes. The library looks at this once, when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
