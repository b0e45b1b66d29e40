"""The analyst's work from afar: files brought, metadata mended, sources tried and added."""

from collections.abc import Iterator
from typing import cast

from tracker.remote.line import Line, path
from tracker.remote.reading import pair
from tracker.wire import judgement, keeping, lives, service, works


class Keeping:
    """What is filed, and whence."""

    _line: Line

    def upload(
        self,
        data: bytes,
        name: str,
        *,
        title: str = "",
        instrument: str = "",
        stage: str = "",
        dated_on: str = "",
        url: str = "",
        key: str = "",
    ) -> keeping.TakenIn:
        """Take a file in as if it were fetched; what is left out, its name or its text says."""
        said = {"name": name, "title": title, "instrument": instrument, "stage": stage}
        return cast(
            keeping.TakenIn, self._line.send("/uploads", data, {**said, "dated_on": dated_on, "url": url}, key=key)
        )

    def add_translation(
        self, slug: str, version: str, data: bytes, name: str, *, translator: str = "", key: str = ""
    ) -> lives.Bilingual:
        """Bring a translation of a version: a Word file, a text, a web page."""
        here = path("instruments", slug, "versions", version, "translation")
        said = {"name": name, "translator": translator}
        return cast(lives.Bilingual, self._line.send(here, data, said, key=key))

    def take_back_redline(
        self, slug: str, old: str, new: str, data: bytes, name: str, *, key: str = ""
    ) -> keeping.Returned:
        """Read a redline that came back from Word; what it says and is not known yet becomes internal notes."""
        return cast(
            keeping.Returned, self._line.send(pair(slug, old, new) + "/returned", data, {"name": name}, key=key)
        )

    def put_aside(self, number: int) -> keeping.PutAside:
        """What would be read of a capture in quarantine."""
        return cast(keeping.PutAside, self._line.get(path("quarantine", number)))

    def add_instrument(self, instrument: keeping.InstrumentNewSent, *, key: str = "") -> works.InstrumentShown:
        """File a work nobody pulled yet."""
        return cast(works.InstrumentShown, self._line.post("/instruments", instrument, key=key))

    def repairs(self, slug: str) -> keeping.Repairs:
        """What was mended of a work so far, and what waits to be confirmed."""
        return cast(keeping.Repairs, self._line.get(path("instruments", slug, "repairs")))

    def repair_instrument(self, slug: str, said: keeping.InstrumentRepairSent) -> works.InstrumentShown:
        """Change what is said of a work. Refused with `changed` where it is not as this program read it last."""
        here = path("instruments", slug)
        return cast(works.InstrumentShown, self._line.patch(here, said, of=here))

    def repair_version(self, slug: str, version: str, said: keeping.VersionRepairSent) -> works.VersionLine:
        """Change a version's stage and days; its id follows from them."""
        return cast(works.VersionLine, self._line.patch(path("instruments", slug, "versions", version), said))

    def confirm_version(self, slug: str, version: str, evidence: str, *, key: str = "") -> None:
        """Say that a version tracker was unsure of belongs where it stands."""
        self._line.post(path("instruments", slug, "versions", version, "confirmation"), {"evidence": evidence}, key=key)

    def part_version(self, slug: str, version: str, evidence: str, *, into: str = "", key: str = "") -> keeping.Moved:
        """Say that a version is of another work, or of one of its own title."""
        here = path("instruments", slug, "versions", version, "parting")
        return cast(keeping.Moved, self._line.post(here, {"into": into, "evidence": evidence}, key=key))

    def join_instrument(self, slug: str, into: str, evidence: str, *, key: str = "") -> keeping.Moved:
        """Say that two works are one: everything of the first becomes the other's."""
        here = path("instruments", slug, "joining")
        return cast(keeping.Moved, self._line.post(here, {"into": into, "evidence": evidence}, key=key))

    def look_at_amendment(self, slug: str, version: str) -> None:
        """Say that one looked at an amendment that waits."""
        self._line.post(path("instruments", slug, "versions", version, "look"))

    def try_source(self, source: keeping.SourceSent) -> keeping.Look:
        """What a source that is not kept yet would show now."""
        return cast(keeping.Look, self._line.post("/sources/look", source))

    def add_source(self, source: keeping.SourceSent, *, key: str = "") -> service.SourceShown:
        """Keep a source, once a look at it was good."""
        return cast(service.SourceShown, self._line.post("/sources", source, key=key))

    def look_at_source(self, name: str) -> list[keeping.Look]:
        """What the lists of a source show now."""
        return cast(list[keeping.Look], self._line.post(path("sources", name, "look")))

    def comparison_file(
        self,
        slug: str,
        old: str,
        new: str,
        form: str,
        *,
        columns: int | None = None,
        changed: bool = False,
        outward: bool = False,
        matter: str = "",
    ) -> bytes:
        """A comparison as a file: `table.docx`, `.xlsx` or `.pdf`, `redline.docx`, `memo.md`, `annotations.json`."""
        said = {"columns": columns, "changed": changed or None, "outward": outward or None, "matter": matter}
        return self._line.file(pair(slug, old, new) + path("files", form), said)

    def evidence_file(self, slug: str, version: str) -> bytes:
        """A version's captures as one WARC file, gzipped."""
        return self._line.file(path("instruments", slug, "versions", version, "evidence"))

    def opinions(self, slug: str, old: str, new: str) -> Iterator[judgement.Opinion]:
        """What the firm's second reader said of a comparison's changes."""
        return self._line.pages(pair(slug, old, new) + "/opinions")

    def ask_second(self, slug: str, old: str, new: str) -> judgement.Asked:
        """Ask the firm's second reader now."""
        return cast(judgement.Asked, self._line.post(pair(slug, old, new) + "/opinions"))
