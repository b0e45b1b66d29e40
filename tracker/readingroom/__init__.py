"""THE READING ROOM: what one reader may see and do. The only door from the store to a screen, a mail or a feed.

Every desk asks `practice.access` before it hands anything out; what a reader may not see does not exist for them
(`NotFound`, never a hint). No Flask here, no clock of its own. Front door: `room.ReadingRoom`.
"""
