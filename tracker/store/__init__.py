"""THE FILES: everything kept, in one database. Values in, values out; no row leaves this room, and it reads no clock.

Front door: `library.Library`; `with library.reading() as files`, `with library.writing() as files`, and one attribute
of `files` for each noun. What SQLite does in its own way stands in `engine` and `search_sqlite` alone.
"""
