"""The pixel classifier: name → (peer and version, what it does with the scene)."""

CASES = {}
