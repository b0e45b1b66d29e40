"""Mentions: whom a note calls by name, `@陈以安`."""

from collections.abc import Mapping


def mentioned(body: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the people a note's words call with an @, in the order they are called.

    `names` are display names by id. Of two names that begin alike the longer is meant; a name two people share calls
    both, for nobody can say which was meant.
    """
    by_name: dict[str, list[str]] = {}
    for person, name in names.items():
        if name:
            by_name.setdefault(name, []).append(person)
    longest_first = sorted(by_name, key=lambda name: (-len(name), name))
    called: dict[str, None] = {}
    for after in body.split("@")[1:]:
        found = next((name for name in longest_first if after.startswith(name)), None)
        called |= dict.fromkeys(by_name[found] if found else ())
    return tuple(called)
