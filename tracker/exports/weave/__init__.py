"""THE WEAVE: two whole texts as one, every word kept, deleted, inserted or moved, so that either can be read out again.

Titles, chapter headings and signatures are in it as well as articles; nothing of either text is left out. Front door:
`weaving.weave`.
"""
