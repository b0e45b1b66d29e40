"""THE FILES: everything kept, in one database. Values in, values out; no row leaves this room, and it reads no clock.

Front door: `library.Library`; `with library.reading() as files`, `with library.writing() as files`, and one attribute
of `files` for each noun. What SQLite and PostgreSQL do each in its own way stands
in `engine_…` and `search_…` of their names alone.
"""
