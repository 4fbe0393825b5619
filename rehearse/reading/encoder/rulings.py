"""What the codebook rules out, whatever the words say: a matter of record, and no matter of degree."""

from rehearse.reading.codebook import Label
from rehearse.reading.scene import Scene, Side


def ruled_out(scene: Scene) -> frozenset[Label]:
    """Return the labels that no turn of the scene can carry: whoever was invited need not know who invited them."""
    return frozenset({Label.UNPREPARED}) if scene.invited_by is Side.CONTACT else frozenset()
