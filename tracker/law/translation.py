"""A translation of one version, and the terms a firm translates by: a help to the reader, never the law (中文为准)."""

from dataclasses import dataclass
from datetime import datetime

from tracker.law.document import Document


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation of one version.

    Attributes:
        instrument, version: which text it renders; `language` its own, `en`.
        document: the translation as read, with its own numbering.
        translator: whose it is, as the person who brought it says; may be empty.
        sha256: of the uploaded file's bytes; `by` is that person's id, `at` when (UTC).
    """

    instrument: str
    version: str
    language: str
    document: Document
    translator: str
    sha256: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Term:
    """A term and how it is rendered: ours first, then what is accepted of others; `note` says why, if it must."""

    zh: str
    en: tuple[str, ...]
    note: str = ""
