"""The demo's translations: our own English of the sample texts, but for those of the last day, not translated yet.

So a reader sees both: a text with its translation, and one whose Chinese has outgrown the translation of its draft.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from tracker import knowledge
from tracker.documents.reading import read
from tracker.knowledge.fiction import SampleText
from tracker.law.translation import Translation
from tracker.store.library import Library

TRANSLATOR = "示例库自译（our own rendering）"


def bring(library: Library, texts: Sequence[SampleText], at: datetime) -> int:
    """File the English of every filed text that was published before the last step; says how many. `at` is UTC."""
    last = max((text.step for text in texts), default=0)
    brought = 0
    for text in texts:
        if not text.english or text.step == last:
            continue
        data = text.english.encode()
        document = read(data, name=f"{text.id}.en.txt", guide=knowledge.guide())
        digest = hashlib.sha256(data).hexdigest()
        with library.writing() as files:
            if text.id in {card.id for card in files.versions.of(text.instrument)}:
                files.translations.file(
                    Translation(text.instrument, text.id, "en", document, TRANSLATOR, digest, "", at)
                )
                brought += 1
    return brought
