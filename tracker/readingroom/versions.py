"""The reading desk: one text with its oddities, and for the firm the evidence it was read from."""

from tracker.errors import NotFound
from tracker.law.instrument import Capture
from tracker.practice.life import moments
from tracker.readingroom.comparisons import outside
from tracker.readingroom.desk import Desk
from tracker.readingroom.lines import comparison_lines
from tracker.readingroom.pages import EvidencePage, VersionPage
from tracker.sources.archive import installed


class Versions(Desk):
    """Texts to read."""

    def read(self, slug: str, version_id: str) -> VersionPage:
        """One version; raises NotFound for what the reader may not read."""
        with self.library.reading() as files:
            instrument = self.readable(files, slug)
            version = files.versions.get(slug, version_id)
            cards = self.cards(files, slug)
            card = next(c for c in cards if c.id == version_id)
            event = next((m for m in moments(instrument, cards) if m.version == version_id), None)
            lines = comparison_lines(self, files, instrument)
            return VersionPage(
                instrument=instrument,
                version=version if self.is_inside else outside(version),
                versions=tuple(reversed(cards)),
                comparisons=tuple(line for line in lines if version_id in (line.old.id, line.new.id)),
                official_url=(event.url if event and event.url else card.url),
                shows_evidence=self.is_inside,
            )

    def evidence(self, slug: str, version_id: str) -> EvidencePage:
        """What a version was read from, with absences found since; for the firm only."""
        with self.library.reading() as files:
            instrument = self.readable(files, slug)
            self.must_be_inside()
            version = files.versions.get(slug, version_id)
            urls = dict.fromkeys(capture.url for capture in version.captures if capture.url)
            absences = tuple(absence for url in urls for absence in files.captures.absences(url))
        return EvidencePage(instrument, version, absences)

    def raw(self, slug: str, version_id: str, sha256: str) -> tuple[Capture, bytes]:
        """A version's capture with its bytes, for the firm only; raises StoreError if they were damaged since."""
        with self.library.reading() as files:
            self.readable(files, slug)
            self.must_be_inside()
            version = files.versions.get(slug, version_id)
        capture = next((c for c in version.captures if c.sha256 == sha256), None)
        if capture is None:
            raise NotFound(f"The version {version_id} of “{slug}” has no capture {sha256[:12]}….")
        return capture, installed(self.settings).read(sha256)
