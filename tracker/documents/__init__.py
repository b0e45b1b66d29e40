"""READING: bytes in, provisions, headmatter and problems out; nothing is refused in silence.

No disk, no network, no clock. Front door: `reading.read`.
"""
