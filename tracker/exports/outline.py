"""A text's outline: the parts, chapters and sections (a standard's bare headings too) above each article."""

from collections.abc import Sequence

from tracker.law.document import Document
from tracker.law.provision import Provision, is_numbered


class Outline:
    """The headings of one text, told once each as its articles come by.

    `beginnings` maps the first article of each division to the division's printed number.
    """

    def __init__(self, document: Document) -> None:
        self._above: dict[str, tuple[Provision, ...]] = {}
        self._told: set[str] = set()
        self._climb(document.provisions, ())
        self.beginnings = self._firsts()

    def _climb(self, provisions: Sequence[Provision], above: tuple[Provision, ...]) -> None:
        for provision in provisions:
            if is_numbered(provision):  # its heading stands in its own row
                self._above[provision.locator] = above
                self._climb(provision.children, above)
            else:
                self._climb(provision.children, (*above, provision))

    def _firsts(self) -> dict[str, str]:
        begun: set[str] = set()
        firsts: dict[str, str] = {}
        for article, above in self._above.items():
            fresh = [p for p in above if p.locator not in begun]
            begun |= {p.locator for p in fresh}
            if fresh:
                firsts[article] = fresh[0].label or fresh[0].heading
        return firsts

    def entered(self, article: str) -> tuple[str, ...]:
        """The headings that begin at this article and were not told yet, outermost first."""
        fresh = [p for p in self._above.get(article, ()) if p.locator not in self._told]
        self._told |= {p.locator for p in fresh}
        return tuple(f"{p.label}　{p.heading}".strip("　") for p in fresh)
