"""The pen: the execution option by which a transaction says that it writes, and will be alone in it."""

WRITES = "tracker_writes"
