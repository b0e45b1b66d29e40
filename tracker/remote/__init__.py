"""ASKING FROM AFAR: a Python program's way to a tracker that runs elsewhere, over its API.

Named so because a *client* is an organisation here (`tracker client`). Speaks `tracker.wire` and nothing else of the
house; keeps nothing but what it read last, so that what did not change is not sent again. Front doors: `Remote`, and
`genuine` for whoever is posted to.

>>> from tracker.remote import Remote
>>> with Remote("https://tracker.firm.example", token) as tracker:      # doctest: +SKIP
...     for line in tracker.instruments(topic="algorithms"):
...         print(line["slug"], line["standing"])
"""

from tracker.remote.faults import NotGenuine, RemoteRefused, RemoteSilent
from tracker.remote.remote import Remote
from tracker.remote.webhooks import genuine

__all__ = ["NotGenuine", "Remote", "RemoteRefused", "RemoteSilent", "genuine"]
