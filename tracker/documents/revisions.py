"""Which text a file with tracked changes gives."""

from enum import StrEnum


class Revisions(StrEnum):
    """With all tracked changes accepted, or as the text was before them."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"
