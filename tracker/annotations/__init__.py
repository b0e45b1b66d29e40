"""REMEMBERING what people thought: notes on a change, a provision or a phrase, and where they stand.

Pure values and functions. Front doors: `annotation` (the values), `quoting` (words → selector), `carrying` (where a
note stands in the next version), `mentions`, `webannotation`.
"""
