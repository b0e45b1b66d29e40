"""What a lawyer knows about burdens, as one frozen value: rules, kinds of norms, actors, words, ladders, units.

Parsed from `regs/cn/drafting/direction*.toml`. Patterns are searched in folded words (see `wording`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A minimal pair of a rule: two invented clauses (an empty one is missing) and the direction expected."""

    old: str
    new: str
    expected: str
    chapeau: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What rules ask about, D1 to D15, in a phrase of each language."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason shown to the reader: dimension D1 to D15, usual severity 1 to 3, one sentence in each language."""

    id: str
    dimension: str
    severity: int
    zh: str
    en: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """Ways of writing the same: each pattern is replaced by `to`."""

    to: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorKind:
    """Endings of a noun phrase that names an actor of this kind."""

    kind: str
    patterns: tuple[str, ...]
    #: Finds any of them; kept here, for to look it up by its patterns took longer than to search with it.
    finder: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "finder", any_of(self.patterns))


@dataclass(frozen=True, slots=True)
class NormKind:
    """A kind of norm and what its existence means for the regulated party.

    Attributes:
        where: whether the patterns are searched in a `segment` or the whole `sentence`.
        actors: kinds of actor it needs; empty is any.
        sign: +1 its existence burdens, -1 it relieves, 0 it binds nobody.
        polarity: the sign for a change of width inside it; differs from `sign` for definitions only.
        alone: severity when it came or went as a whole unit; `inside` when as a part of one.
        weak: patterns that make it worth severity 1 only.
    """

    id: str
    patterns: tuple[str, ...] = ()
    where: str = "segment"
    actors: tuple[str, ...] = ()
    sign: int = 0
    polarity: int = 0
    rule: str = ""
    alone: int = 0
    inside: int = 0
    weak: tuple[str, ...] = ()
    support: bool = False


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words whose coming or going is a mark: rule, sign, severity; `times_norm` multiplies by the norm's polarity."""

    id: str
    rule: str
    sign: int
    severity: int
    words: tuple[str, ...]
    times_norm: bool = False
    within: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """Words of result, of measures taken, of degree."""

    strong: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    degree: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityRole:
    """What a number is for: `more` is the sign for the regulated party when it grows."""

    id: str
    kind: str
    rule: str
    units: tuple[str, ...]
    patterns: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of it; `Lexicon()` knows nothing, and calls every change neutral."""

    rules: tuple[Rule, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    folds: tuple[Fold, ...] = ()
    actors: tuple[ActorKind, ...] = ()
    norms: tuple[NormKind, ...] = ()
    chapeaux: tuple[tuple[tuple[str, ...], str], ...] = ()
    nonbinding: tuple[str, ...] = ()
    classes: tuple[WordClass, ...] = ()
    wider: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    steps: tuple[tuple[str, int], ...] = ()
    sanctions: tuple[tuple[str, int], ...] = ()
    effort: Effort = Effort()
    modality: tuple[tuple[str, int], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    roles: tuple[QuantityRole, ...] = ()
    at_least: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    # Made once from the above: hashing all tables at every look-up took a seventh of judging.
    _hash: int = field(init=False, repr=False, compare=False)
    _rules_by_id: Mapping[str, Rule] = field(init=False, repr=False, compare=False)
    _norms_by_id: Mapping[str, NormKind] = field(init=False, repr=False, compare=False)
    _finders: Mapping[str, Sequence[tuple[NormKind, re.Pattern[str]]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        finders: dict[str, list[tuple[NormKind, re.Pattern[str]]]] = {}
        for norm in self.norms:
            if norm.patterns:
                finders.setdefault(norm.where, []).append((norm, any_of(norm.patterns)))
        object.__setattr__(self, "_hash", hash((self.actors, len(self.rules), len(self.norms))))
        object.__setattr__(self, "_rules_by_id", {rule.id: rule for rule in self.rules})
        object.__setattr__(self, "_norms_by_id", {norm.id: norm for norm in self.norms})
        object.__setattr__(self, "_finders", finders)

    def __hash__(self) -> int:
        """Of what tells one lexicon from another in practice: what was found by one is looked up thousands of times."""
        return self._hash

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Any]]) -> "Lexicon":
        """The value of parsed tables, keyed by file stem; tables that are missing leave their field empty."""
        rules = tuple(_rule(entry) for entry in tables.get("direction", {}).get("rule", ()))
        norms = tables.get("direction-norms", {})
        words = tables.get("direction-words", {})
        quantities = tables.get("direction-quantities", {})
        severities = {rule.id: rule.severity for rule in rules}
        return cls(
            rules=rules,
            dimensions=tuple(Dimension(**entry) for entry in tables.get("direction", {}).get("dimension", ())),
            folds=tuple(
                Fold(entry["to"], tuple(entry["patterns"]))
                for entry in tables.get("direction-folding", {}).get("fold", ())
            ),
            actors=tuple(
                ActorKind(entry["kind"], tuple(entry["patterns"]))
                for entry in tables.get("direction-actors", {}).get("actor", ())
            ),
            norms=tuple(_norm(entry["id"], entry) for entry in norms.get("norm", ())),
            chapeaux=tuple((tuple(entry["patterns"]), entry["norm"]) for entry in norms.get("chapeau", ())),
            nonbinding=tuple(norms.get("nonbinding", {}).get("headings", ())),
            classes=tuple(_word_class(entry, severities) for entry in words.get("class", ())),
            wider=tuple((tuple(entry["narrow"]), tuple(entry["wide"])) for entry in words.get("wider", ())),
            steps=tuple((word, entry["rung"]) for entry in words.get("step", ()) for word in entry["words"]),
            sanctions=tuple((word, entry["rank"]) for entry in words.get("sanction", ()) for word in entry["words"]),
            effort=Effort(**{name: tuple(value) for name, value in words.get("effort", {}).items()}),
            modality=tuple(words.get("modality", {}).items()),
            units=tuple((word, entry["id"]) for entry in quantities.get("unit", ()) for word in entry["words"]),
            roles=tuple(_role(entry) for entry in quantities.get("role", ())),
            at_least=tuple(quantities.get("bounds", {}).get("at_least", ())),
            at_most=tuple(quantities.get("bounds", {}).get("at_most", ())),
        )

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; KeyError where the registry has none."""
        return self._rules_by_id[rule_id]

    def norm(self, norm_id: str) -> NormKind:
        """The kind of norm with this id; KeyError where there is none."""
        return self._norms_by_id[norm_id]

    def finders(self, where: str) -> Sequence[tuple[NormKind, re.Pattern[str]]]:
        """The kinds of norm looked for in a `segment`, a `sentence` or a `carve`, each with its expression."""
        return self._finders.get(where, ())


@lru_cache(maxsize=512)
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression that finds any of the patterns; of nothing, one that finds nothing."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) if patterns else r"(?!)")


@lru_cache(maxsize=512)
def any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """One expression that finds any of the words, the longest first."""
    return any_of(tuple(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))))


def _rule(entry: Mapping[str, Any]) -> Rule:
    examples = tuple(Example(**example) for example in entry.get("examples", ()))
    return Rule(entry["id"], entry["dimension"], entry["severity"], entry["zh"], entry["en"], examples)


def _norm(name: str, entry: Mapping[str, Any]) -> NormKind:
    sign, alone = entry.get("sign", 0), entry.get("alone", 0)
    return NormKind(
        id=name,
        patterns=tuple(entry.get("patterns", ())),
        where=entry.get("where", "segment"),
        actors=tuple(entry.get("actor", ())),
        sign=sign,
        polarity=entry.get("polarity", sign),
        rule=entry.get("rule", ""),
        alone=alone,
        inside=entry.get("inside", alone),
        weak=tuple(entry.get("weak", ())),
        support=entry.get("support", False),
    )


def _word_class(entry: Mapping[str, Any], severities: Mapping[str, int]) -> WordClass:
    return WordClass(
        id=entry["id"],
        rule=entry["rule"],
        sign=entry["sign"],
        severity=entry.get("severity", severities.get(entry["rule"], 1)),
        words=tuple(entry["words"]),
        times_norm=entry.get("times") == "norm",
        within=tuple(entry.get("within", ())),
        silent=tuple(entry.get("silent", ())),
    )


def _role(entry: Mapping[str, Any]) -> QuantityRole:
    return QuantityRole(
        entry["id"], entry["kind"], entry["rule"], tuple(entry["units"]), tuple(entry["patterns"]), entry["more"]
    )
