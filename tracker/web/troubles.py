"""What went wrong with a source, in the reader's language: visits write it down once, in English."""

import re
from functools import partial

from tracker.sources.challenge import SAYS
from tracker.web import current, filters

# The sentences visits write (sources/fetch.py, robots.py, notices.py, lists.py), each with the key of its words.
_SENTENCES = tuple(
    (re.compile(pattern), f"troubles.{key}")
    for pattern, key in (
        *((re.escape(words), landing.value) for landing, words in SAYS.items()),
        (r" \(status (?P<n>\d+)\)\.", "status"),
        (r"(?P<n>\d+) rows, at least (?P<least>\d+) were expected\.", "few-rows"),
        (r"none of its (?P<n>\d+) rows has a date any more\.", "no-dates"),
        (r"(?P<n>\d+) of its rows have no date any more\.", "some-dates"),
        (r"its newest row is (?P<n>\d+) days old, at most (?P<most>\d+) were expected\.", "old"),
        (r"no answer in time\.", "late"),
        (r"the connection failed \((?P<says>[^()]*(?:\([^()]*\)[^()]*)*)\)\.", "connection"),
        (r"not finished after (?P<n>\d+) seconds\.", "long"),
        (r"more than (?P<n>[\d,]+) bytes; the rest was not fetched\.", "large"),
        (r"the site's robots\.txt forbids programs to fetch this\.", "robots"),
        (r"its robots\.txt is forbidden to us, so a person has to ask the site first\.", "robots-forbidden"),
        (r"its robots\.txt did not answer, which forbids everything until it does\.", "robots-silent"),
        (r"its host asked to be left alone; it is asked again after a rest\.", "resting"),
        (r"JSON was due, but the answer begins with “(?P<says>.*?)”\.", "no-json"),
        (r"the list page is empty\.", "empty-list"),
        (r"it goes on, but ", "goes-on"),
        (r"It is switched off\.", "off"),
    )
)


def told(detail: str) -> str:
    """A visit's detail in the reader's language; a sentence nobody translated stays as it was written."""
    if current.language() == "en":
        return detail
    for pattern, key in _SENTENCES:
        detail = pattern.sub(partial(_in_words, key), detail)
    return detail


def _in_words(key: str, found: re.Match[str]) -> str:
    return filters.say(key, **found.groupdict())
