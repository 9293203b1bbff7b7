"""留痕: the gate for every write, and the sealed record of what passed through it.

Every act writes one entry, sealed to the one before it in its chain. The trail is also
the only way news travels upward: a lower part never calls a higher one; the higher part
asks what happened since the last stamp it has seen.
"""
