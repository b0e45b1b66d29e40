"""THE WIRE: what goes between the API and programs, as types; its JSON Schema is made from them.

One type is the builder's duty (mypy holds the desks' values to it), the schema programs read, and what
`tracker.remote` hands out: the three cannot drift apart. No Flask, no network. Front doors: the types, and
`schema.components(types)`.
"""
