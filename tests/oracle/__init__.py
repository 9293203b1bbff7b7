"""The independent oracle of the duty engine, and the worlds both are asked about."""
