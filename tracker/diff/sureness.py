"""Sureness: how far a link can be trusted, from likeness, rare phrases and the distance to the runner-up.

What these come to is turned into the share of links that were right where it was the same on 29 annotated pairs (621
links between provisions with other words, 269 provisions without a partner); `tracker evaluate --calibration` prints
the table anew.
"""

from bisect import bisect_right

from tracker.diff.alignment import FULL_PHRASES, Found

ALONE_BEST, ALONE_LEAST = 0.97, 0.6
# What evidence and margin come to (0 to 1) and how often such links were right, a little below what was measured: 0.88
# of 17, 0.85 of 26, all of 77 and 0.998 of the rest, for an unseen text is never as kind as those one has seen.
MEASURED = ((0.0, 0.8), (0.35, 0.86), (0.5, 0.96), (0.8, 0.98), (1.0, 0.99))
# Above this similarity links were right in 99 of 100 cases.
CLEAR = 0.5


def sure_linked(found: Found) -> float:
    """The confidence, 0.8 to 1, that two provisions belong together."""
    if found.equal:
        return 1.0
    evidence = min(1.0, max(found.likeness.s / CLEAR, found.likeness.e / FULL_PHRASES))
    margin = min(1.0, max(0.0, found.score - found.runner_up) / max(found.score, 0.01) * 2)
    return _measured(0.6 * evidence + 0.4 * margin)


def _measured(evidence: float) -> float:
    """The share of right links at some evidence, between the measured points on a straight line."""
    at = min(bisect_right([x for x, _ in MEASURED], evidence), len(MEASURED) - 1)
    (x, low), (z, high) = MEASURED[at - 1], MEASURED[at]
    return low + (high - low) * (evidence - x) / (z - x)


def sure_alone(best_likeness: float) -> float:
    """The confidence, 0.6 to 0.97, that a provision has no partner, by the best likeness it had to any."""
    return max(ALONE_LEAST, ALONE_BEST - min(1.0, best_likeness / CLEAR) * (ALONE_BEST - ALONE_LEAST))
