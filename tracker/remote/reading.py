"""Reading from afar: works, versions, comparisons, dates, what is new."""

from collections.abc import Iterator
from typing import cast

from tracker.remote.line import Line, path
from tracker.wire import judgement, lives, service, works


class Reading:
    """What one may read, as far as the token's owner may."""

    _line: Line

    def me(self) -> service.Me:
        """Whom the token speaks for, what it may do and until when."""
        return cast(service.Me, self._line.get("/me"))

    def authorities(self) -> Iterator[works.AuthorityName]:
        """The bodies whose texts are filed."""
        return self._line.pages("/authorities")

    def topics(self) -> Iterator[works.TopicName]:
        """The topics texts are filed under."""
        return self._line.pages("/topics")

    def instruments(
        self,
        q: str = "",
        *,
        topic: str = "",
        authority: str = "",
        kind: str = "",
        stage: str = "",
        standing: str = "",
        shelf: str = "",
    ) -> Iterator[works.InstrumentLine]:
        """The catalogue, narrowed; what reached its stage last first. `q` are words of a title."""
        asked = {"q": q, "topic": topic, "authority": authority, "kind": kind}
        return self._line.pages("/instruments", {**asked, "stage": stage, "standing": standing, "shelf": shelf})

    def instrument(self, slug: str) -> works.InstrumentShown:
        """One instrument with its life."""
        return cast(works.InstrumentShown, self._line.get(path("instruments", slug)))

    def force(self, slug: str, on: str = "") -> works.Stood:
        """Which text is in force when, and how it stood on a day (`2027-01-31`)."""
        return cast(works.Stood, self._line.get(path("instruments", slug, "force"), {"on": on}))

    def comparisons_of(self, slug: str) -> Iterator[judgement.ComparisonLine]:
        """The filed comparisons of an instrument, newest text first."""
        return self._line.pages(path("instruments", slug, "comparisons"))

    def arrivals(
        self, *, topic: str = "", authority: str = "", stage: str = "", shelf: str = ""
    ) -> Iterator[works.Arrival]:
        """The newest text of every instrument."""
        asked = {"topic": topic, "authority": authority, "stage": stage, "shelf": shelf}
        return self._line.pages("/arrivals", asked)

    def dates(self, *, topic: str = "", client: str = "", shelf: str = "") -> Iterator[works.Upcoming]:
        """The dates ahead, nearest first."""
        return self._line.pages("/dates", {"topic": topic, "client": client, "shelf": shelf})

    def search(
        self, q: str, *, shelf: str = "", authority: str = "", stage: str = "", year: int | None = None
    ) -> Iterator[works.Found]:
        """What a phrase finds, best first."""
        return self._line.pages(
            "/search", {"q": q, "shelf": shelf, "authority": authority, "stage": stage, "year": year}
        )

    def search_facets(
        self, q: str, *, shelf: str = "", authority: str = "", stage: str = "", year: int | None = None
    ) -> Iterator[works.Facet]:
        """How many hits of a phrase each authority, stage and year has."""
        return self._line.pages(
            "/search/facets", {"q": q, "shelf": shelf, "authority": authority, "stage": stage, "year": year}
        )

    def phrase_history(self, q: str, *, shelf: str = "") -> Iterator[works.PhraseLife]:
        """When a phrase entered each work and left it."""
        return self._line.pages("/search/history", {"q": q, "shelf": shelf})

    def versions(self, slug: str) -> Iterator[works.VersionLine]:
        """The versions of an instrument, newest first."""
        return self._line.pages(path("instruments", slug, "versions"))

    def version(self, slug: str, version: str) -> works.VersionShown:
        """One text; `tracker.exports.tree.from_dict` makes its `document` a Document again."""
        return cast(works.VersionShown, self._line.get(path("instruments", slug, "versions", version)))

    def evidence(self, slug: str, version: str) -> works.EvidenceShown:
        """The captures of a version, for the firm."""
        return cast(works.EvidenceShown, self._line.get(path("instruments", slug, "versions", version, "captures")))

    def capture(self, slug: str, version: str, sha256: str) -> bytes:
        """The bytes as they were fetched."""
        return self._line.file(path("instruments", slug, "versions", version, "captures", sha256))

    def comparison(self, slug: str, old: str, new: str, *, matter: str = "") -> judgement.Comparison:
        """Any two versions compared, with as much judgement as one may see."""
        return cast(judgement.Comparison, self._line.get(pair(slug, old, new), {"matter": matter}))

    def notes(self, slug: str, old: str, new: str) -> Iterator[judgement.NoteShown]:
        """The notes on a comparison as one may read them."""
        return self._line.pages(pair(slug, old, new) + "/notes")

    def threads(self, slug: str, old: str, new: str) -> Iterator[judgement.Note]:
        """The notes with everything done with them, for the firm."""
        return self._line.pages(pair(slug, old, new) + "/threads")

    def rulings(self, slug: str, old: str, new: str) -> Iterator[judgement.Ruling]:
        """What counsel put right in a comparison."""
        return self._line.pages(pair(slug, old, new) + "/rulings")

    def briefing(self, slug: str, old: str, new: str) -> judgement.Briefing:
        """The briefing of a comparison; that a client read it is kept for the firm."""
        return cast(judgement.Briefing, self._line.get(pair(slug, old, new) + "/briefing"))

    def amendment(self, slug: str, version: str) -> service.Amendment:
        """A consolidated version beside its decision."""
        return cast(service.Amendment, self._line.get(path("instruments", slug, "versions", version, "amendment")))

    def provision(self, slug: str, locator: str, *, version: str = "") -> lives.ProvisionLife:
        """One provision through all versions."""
        here = path("instruments", slug, "provisions", locator)
        return cast(lives.ProvisionLife, self._line.get(here, {"version": version}))

    def text_on(self, slug: str, on: str = "") -> lives.TextOnDay:
        """The words in force on a day (`2027-01-31`; today if left out)."""
        return cast(lives.TextOnDay, self._line.get(path("instruments", slug, "text"), {"on": on}))

    def obligations(self, slug: str, old: str, new: str) -> Iterator[lives.Obligation]:
        """What became of every obligation, for who may see judgement."""
        return self._line.pages(pair(slug, old, new) + "/obligations")

    def courses(self, slug: str) -> Iterator[lives.Course]:
        """What became of every obligation from the first version to the last."""
        return self._line.pages(path("instruments", slug, "obligations"))

    def translation(self, slug: str, version: str) -> lives.Bilingual:
        """A version beside a translation; the Chinese text decides."""
        return cast(lives.Bilingual, self._line.get(path("instruments", slug, "versions", version, "translation")))

    def offers(self, slug: str, version: str) -> Iterator[service.Offer]:
        """The laws a decision amends."""
        return self._line.pages(path("instruments", slug, "versions", version, "offers"))


def pair(slug: str, old: str, new: str) -> str:
    """Where a comparison stands."""
    return path("comparisons", slug, f"{old}..{new}")
