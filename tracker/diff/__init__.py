"""COMPARING: two documents in, a Comparison out; pure, and the same for the same input.

No file, network, clock or reader may enter: documents and `Drafting` come as arguments.
Front doors: `comparison.compare`; `drafting.Drafting`; the vocabulary in `changes`.
"""
