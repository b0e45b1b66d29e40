"""Finding the provisions an operation names: each exactly once, or the reason why not."""

from dataclasses import dataclass

from tracker.amending.law import Law
from tracker.amending.working import Unit
from tracker.law.citation import write_chinese


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an operation cannot be carried out: a code and a sentence."""

    what: str
    says: str


Done = list[Unit] | Refusal


def located(law: Law, locators: tuple[str, ...]) -> dict[str, Unit] | Refusal:
    """The units some locators name, by the places as a text cites them; each exactly once."""
    found: dict[str, Unit] = {}
    for locator in locators:
        place = write_chinese(locator)
        units = law.find(locator)
        if not units:
            return Refusal("provision-missing", f"{place} is not in the text in force.")
        if len(units) > 1:
            return Refusal("provision-found-twice", f"{place} stands in more than one paragraph of its article.")
        if units[0].gone:
            return Refusal("provision-gone", f"{place} was already struck out by operation {units[0].gone}.")
        found[place] = units[0]
    return found or Refusal("no-place", "The sentence does not say which provision it means.")


def parent(law: Law, unit: Unit) -> Unit:
    """The unit another lies in."""
    return next(above for article in law.articles for above in article.walk() if unit in above.below)
