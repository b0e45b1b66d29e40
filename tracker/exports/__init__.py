"""WRITING: a Comparison in, words for programs and people out; pure, and the same bytes for the same comparison.

Nothing here judges or aligns. Front doors: `contract.as_dict` and `contract.dumps` (`tracker.comparison/1`),
`text.render` (a terminal), `markdown.render`.
"""
