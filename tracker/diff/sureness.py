"""Sureness: how far a link can be trusted, from likeness, rare phrases and the distance to the runner-up.

What these come to is turned into the share of links that were right where it was the same on sixteen annotated pairs
that no bar of the alignment had been set by (482 links between provisions with other words, 257 provisions without a
partner); `tracker evaluate --calibration` prints the table anew.
"""

from bisect import bisect_right
from collections.abc import Sequence

from tracker.diff.alignment import FULL_PHRASES, Found

Points = Sequence[tuple[float, float]]

# What evidence and margin come to (0 to 1) and how often such links were right there: 30 of 43 below 0.4, 29 of 35 to
# 0.6, 51 of 55 to 0.8, 334 of 335 above.
LINKED: Points = ((0.0, 0.68), (0.35, 0.72), (0.5, 0.83), (0.7, 0.93), (0.85, 0.98), (1.0, 0.99))
# The best likeness a provision without a partner had to any, and how often it had none: 84 of 88 below 0.1, 73 of 93 to
# 0.15, 34 of 62 to 0.25. What is more alike and still unlinked was looked at closely: 13 of 14 were right.
ALONE: Points = ((0.0, 0.97), (0.075, 0.95), (0.125, 0.79), (0.175, 0.57), (0.25, 0.57), (0.3, 0.85), (1.0, 0.85))
# Splits of texts in letters were measured on one pair only, read by hand: 26 of 31 links were right.
SPELLED_MOST = 0.84
# Above this similarity links were right in 99 of 100 cases.
CLEAR = 0.5


def sure_linked(found: Found, *, spelled: bool = False) -> float:
    """The confidence, 0.68 to 1, that two provisions belong together; `spelled`: a part of a split in letters."""
    if found.equal:
        return 1.0
    evidence = min(1.0, max(found.likeness.s / CLEAR, found.likeness.e / FULL_PHRASES))
    margin = min(1.0, max(0.0, found.score - found.runner_up) / max(found.score, 0.01) * 2)
    sure = _measured(0.6 * evidence + 0.4 * margin, LINKED)
    return min(sure, SPELLED_MOST) if spelled else sure


def sure_alone(best_likeness: float) -> float:
    """The confidence, 0.57 to 0.97, that a provision has no partner, by the best likeness it had to any."""
    return _measured(best_likeness, ALONE)


def _measured(evidence: float, points: Points) -> float:
    """The share that was right at some evidence, between the measured points on a straight line."""
    at = min(bisect_right([x for x, _ in points], evidence), len(points) - 1)
    (x, low), (z, high) = points[at - 1], points[at]
    return low + (high - low) * (min(evidence, z) - x) / (z - x)
