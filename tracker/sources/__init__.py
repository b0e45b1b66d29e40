"""WHERE TEXTS COME FROM: each official site as data, polite HTTP, list pages → notices, raw bytes by digest.

May not enter: what a text means (documents), what becomes of it (workday). `fetch` alone uses the network.
Front doors: `registry.sources()`, `notices.read_list(...)`, `fetch.Fetcher`, `challenge.look`, `archive.installed`.
"""
