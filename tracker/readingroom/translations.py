"""The translation desk: a version in both languages, its own translation or one an earlier version had."""

import hashlib
from dataclasses import dataclass

from tracker import knowledge
from tracker.diff.binding import Binding, bind
from tracker.errors import NotFiled
from tracker.exports.bilingual import Line, Standing, beside, carried
from tracker.knowledge.glossary import glossary
from tracker.law.instrument import Instrument, Version
from tracker.law.translation import Translation
from tracker.practice import access
from tracker.practice.audit import Done
from tracker.readingroom.comparisons import Comparisons, outside
from tracker.readingroom.desk import Desk
from tracker.sandbox import reading
from tracker.store.library import Files

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class TranslationPage:
    """A version in both languages.

    Attributes:
        translation: the one shown, None if no version up to this has one; `rendered`: the version it was made of.
        lines: each clause with its translation; empty without one.
        binding: what of the translation could not be bound.
        by: who brought it, for the firm only. `may_add`: whether this reader may bring one.
    """

    instrument: Instrument
    version: Version
    translation: Translation | None
    rendered: Version | None
    lines: tuple[Line, ...]
    binding: Binding
    may_add: bool
    by: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the translation was made of this very version."""
        return self.rendered is not None and self.rendered.id == self.version.id

    def count(self, standing: Standing) -> int:
        """How many clauses have a translation that stands so."""
        return sum(line.standing is standing for line in self.lines)

    @property
    def coarse(self) -> int:
        """How many translations stand for a whole article, because its parts did not match."""
        return sum(not line.exact for line in self.lines)


class Translations(Desk):
    """Translations of one instrument's versions. The Chinese text decides, whatever stands here."""

    def page(self, slug: str, version_id: str) -> TranslationPage:
        """A version beside the translation it has, or beside that of the last version before it which has one.

        Raises NotFound for what the reader may not read.
        """
        with self.library.reading() as files:
            instrument = self.readable(files, slug)
            version = files.versions.get(slug, version_id)
            translation = self._translation(files, slug, version_id)
            rendered = files.versions.get(slug, translation.version) if translation else None
            names = self.names(files) if self.is_inside else {}
        binding = bind(rendered.document, translation.document) if rendered and translation else Binding({})
        return TranslationPage(
            instrument=instrument,
            version=version if self.is_inside else outside(version),
            translation=translation,
            rendered=rendered,
            lines=self._lines(version, rendered, binding),
            binding=binding,
            may_add=access.brings_translations(self.reader),
            by=names.get(translation.by, "") if translation else "",
        )

    def add(self, slug: str, version_id: str, data: bytes, name: str, translator: str) -> Translation:
        """Read a file as the translation of a version and keep it; the newest is shown, none is overwritten.

        Raises NotAllowed for a reader outside the firm, DocumentError for a file that cannot be read.
        """
        self.must_bring_translations()
        document = reading.read(data, name=name, guide=knowledge.guide())
        made = Translation(
            instrument=slug,
            version=version_id,
            language=ENGLISH,
            document=document,
            translator=translator,
            sha256=hashlib.sha256(data).hexdigest(),
            by=self.person_id,
            at=self.clock(),
        )
        with self.library.writing() as files:
            self.readable(files, slug)
            files.translations.file(made)
            self.record(files, Done.TOOK_IN, "translation", slug, version_id)
        return made

    def _translation(self, files: Files, slug: str, version_id: str) -> Translation | None:
        """The version's own, or that of the last one before it that has one."""
        having = files.translations.versions(slug)
        ids = [card.id for card in self.cards(files, slug)]
        before = [known for known in ids[: ids.index(version_id) + 1] if known in having]
        return files.translations.latest(slug, before[-1]) if before else None

    def _lines(self, version: Version, rendered: Version | None, binding: Binding) -> tuple[Line, ...]:
        if rendered is None:
            return ()
        if rendered.id == version.id:
            return beside(version.document, binding, glossary())
        desk = Comparisons(self.library, self.reader, self.settings, self.clock)
        try:
            shown = desk.page(version.instrument, rendered.id, version.id)
        except NotFiled:  # dear to compare, and nobody of the firm asked yet
            return ()
        return carried(shown.comparison, shown.old.document, shown.new.document, binding, glossary())
