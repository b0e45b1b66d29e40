"""Where a page of a long list begins, as its address says."""

from flask import request

FURTHEST = 1_000_000  # beyond every list, and a number every database takes


def start(name: str = "offset") -> int:
    """The place of the first line asked for, from 0; what is no place is the beginning."""
    return min(max(0, request.args.get(name, 0, type=int)), FURTHEST)
