"""TELLING whoever asked: which watches an event concerns, what a letter says to its reader, handing it to the server.

May not enter: the database, sources, a clock. Before release a client's letter carries facts only (`practice.access`).
Front doors: `event.Event`, `matching.wanted(...)`, `message.compose(...)`, `mail.send(...)`.
"""
