"""Reviews more transcripts than one process could: on all cores, or on a cluster, and on from where it stopped."""
