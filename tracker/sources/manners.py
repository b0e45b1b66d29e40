"""How patient and how thrifty we are towards a site: pauses, tries, the most a file may weigh and take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient we are. Seconds.

    Attributes:
        delay, jitter: the pause between two requests to one host: `delay` plus up to `jitter`. Collectors of these
            sites were seen with 0.4 to 12 s; two and more disturbs nobody. None on this machine's own addresses.
        tries: requests in all for one address, where trying again may help.
        back_off: the pause before the second try; it doubles.
        patience: the longest Retry-After waited for within a visit; a longer one ends the visit of that page.
        rest: how long a host that says “too much” (429, 491, 493, an empty 404 of its wall) is left alone; collectors
            saw such limits lifted after half an hour.
        silence: how long a site may say nothing at all; the NPC's API was seen to take more than 15 s.
        loopback_too: also pause on this machine's own addresses: for measuring.
    """

    delay: float = 2.0
    jitter: float = 1.5
    tries: int = 3
    back_off: float = 2.0
    patience: float = 60.0
    rest: float = 1800.0
    silence: float = 30.0
    loopback_too: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a file may have (bytes, unpacked) and take (seconds, in all)."""

    bytes: int = 32 * 1024 * 1024
    seconds: float = 60.0


USUAL_MANNERS = Manners()
USUAL_LIMITS = Limits()
