"""AMENDING: a law and the decision that amends it in, the text they make together out.

No disk, no network, no clock; it may read documents. Front doors: `reading.read_decision`, `consolidating.amend`,
`checking.differences`.
"""
