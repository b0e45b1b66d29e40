"""Numbers that changed inside a norm: deadlines, retention, thresholds, each read with its bound and who must act."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.diff.changes import Signal
from tracker.diff.direction.lexicon import Lexicon, QuantityRole, any_of
from tracker.diff.direction.quantities import Quantity
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

PENALTIES = ("fine", "term")  # measured as ranges, in `rules_fines`
_PLAIN = QuantityRole("plain", "count", "threshold", (), (), 1)
_KINDS = {"money": "amount", "share": "share", "date": "date", "time": "count"}
_AUTHORITIES = ("authority", "state")
_PROMPT = any_of(("及时", "立即", "尽快", "迅速"))
_PRIOR = any_of(
    (
        "(?<![目提])前(?=[，向应]|$)",
        "方(?:可|准|能)",
    )
)
_VAGUE = any_of(("较[大长多高重]", "数额巨大"))
_OPERATOR = any_of(("应当", "不得", "可以", "禁止", "有权"))
# A period this long (hours) that becomes 立即 is shorter, but no longer a date one can be held to: both signs.
_LONG = 72


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its segment: role, bound (+1 at least, -1 at most, 0 neither), whether it opens a condition."""

    quantity: Quantity
    segment: Segment
    role: QuantityRole
    bound: int
    condition: bool

    @property
    def kind(self) -> str:
        """The ledger's word for it."""
        if self.role.id != "plain":
            return self.role.kind
        if self.condition and self.quantity.unit != "date":
            return "threshold"
        return _KINDS.get(self.quantity.unit, "count")

    @property
    def rule(self) -> str:
        """The rule that speaks when it changes."""
        if self.role.id == "deadline" and self.segment.actor in _AUTHORITIES:
            return "authority-deadline"
        if self.role.id == "plain" and not self.condition and self.quantity.unit in ("money", "people", "count"):
            return "amount"
        return self.role.rule

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the folded words."""
        return self.segment.start + self.quantity.start, self.segment.start + self.quantity.end


def figures(segment: Segment, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The numbers of a segment, each with its role."""
    return tuple(_figure(segment, quantity, lexicon) for quantity in segment.quantities)


def together(old: tuple[Figure, ...], new: tuple[Figure, ...]) -> list[tuple[Figure | None, Figure | None]]:
    """Figures of two paired segments put together: same role, unit and bound, in order."""
    left: list[Figure] = list(new)
    out: list[tuple[Figure | None, Figure | None]] = []
    waiting: list[Figure] = []
    for figure in old:
        match = next((f for f in left if _same_place(f, figure) and f.bound == figure.bound), None)
        if match:
            left.remove(match)
            out.append((figure, match))
        else:
            waiting.append(figure)
    for figure in waiting:
        match = next((f for f in left if _same_place(f, figure)), None)
        if match:
            left.remove(match)
        out.append((figure, match))
    return out + [(None, figure) for figure in left]


def more_is(figure: Figure) -> int:
    """The sign for the regulated party when this number grows; 0 where it does not bear on it."""
    segment, role = figure.segment, figure.role
    if figure.quantity.unit == "date":
        return 0
    if role.id in (*PENALTIES, "lookback"):
        return 1
    if figure.condition and role.id in ("plain", "times"):
        return -segment.polarity if figure.bound >= 0 else segment.polarity
    if role.id == "deadline":
        return _deadline(segment)
    if role.id == "plain":
        return segment.polarity * (1 if figure.bound >= 0 else -1)
    return role.more if segment.polarity >= 0 and segment.actor not in _AUTHORITIES else 0


def judge(scene: Scene) -> Iterator[Signal]:
    """Signals for numbers that grew, shrank, came or went in paired segments."""
    for old, new in scene.changed():
        for before, after in together(figures(old, scene.lexicon), figures(new, scene.lexicon)):
            if before and after and before.role.id not in PENALTIES:
                yield from _moved(scene, before, after)
    for way in both_ways(scene):
        for old, new in way.changed():
            for before, after in together(figures(old, scene.lexicon), figures(new, scene.lexicon)):
                if after and not before and after.quantity.text not in way.old.all_text:
                    yield from _came(way, old, after)


def _moved(scene: Scene, before: Figure, after: Figure) -> Iterator[Signal]:
    growth = after.quantity.base - before.quantity.base
    sign = more_is(after) or more_is(before)
    if not growth or not sign or before.quantity.word != after.quantity.word:
        return
    sign = sign if growth > 0 else -sign
    severity = scene.lexicon.rule(after.rule).severity
    yield scene.says(after.rule, sign, severity, before.place, after.place)


def _came(scene: Scene, old: Segment, figure: Figure) -> Iterator[Signal]:
    segment, role = figure.segment, figure.role
    place, was = figure.place, (old.start, old.end)
    if role.id == "deadline" and segment.actor in _AUTHORITIES and segment.polarity:
        yield scene.says("authority-deadline", -1, 2, was, place)
    elif role.id == "deadline" and _PRIOR.search(scene.old.text) and not _PRIOR.search(scene.new.text):
        yield scene.says("deadline", -1, 2, was, place)  # what had to be done before may now follow
    elif role.id in ("deadline", "retention", "frequency") and segment.polarity > 0:
        prompt = _PROMPT.search(old.text)
        rule = "deadline-to-promptly" if prompt else figure.rule
        yield scene.says(rule, 1, 2, was, place)
        if prompt and prompt[0] == "立即" and figure.quantity.base > _LONG:
            yield scene.says(rule, -1, 2, was, place)
    elif figure.condition and _VAGUE.search(old.text) and not _VAGUE.search(segment.text):
        return  # 数量较大 → 十吨以上: the court or the authority drew that line somewhere before
    elif figure.condition and role.id == "plain" and segment.polarity and figure.quantity.unit != "date":
        yield scene.says("threshold", -segment.polarity, 2, was, place)
    elif role.id == "plain" and figure.bound and segment.polarity > 0:
        yield scene.says(figure.rule, 1, 2, was, place)


def _deadline(segment: Segment) -> int:
    if segment.actor in _AUTHORITIES:
        return int(segment.polarity != 0)
    if segment.norm.id in ("individual-right", "complaint"):
        return 1
    return -1 if segment.polarity else 0


def _figure(segment: Segment, quantity: Quantity, lexicon: Lexicon) -> Figure:
    around = _around(segment, quantity)
    role = next(
        (r for r in lexicon.roles if quantity.unit in r.units and any_of(r.patterns).search(around)),
        _PLAIN,
    )
    bound = -1 if any_of(lexicon.at_most).search(around) else int(bool(any_of(lexicon.at_least).search(around)))
    return Figure(quantity, segment, role, bound, _opens(segment, quantity))


def _around(segment: Segment, quantity: Quantity) -> str:
    """The words with this number as `#` and every other as `N`."""
    out, at = [], 0
    for other in segment.quantities:
        out += [segment.text[at : other.start], "#" if other is quantity else "N"]
        at = other.end
    return "".join(out) + segment.text[at:]


def _opens(segment: Segment, quantity: Quantity) -> bool:
    """Whether the number stands in a condition, or in a relative clause before the operator: 满一万架次的运营者应当."""
    if segment.part is Part.CONDITION or segment.trigger:
        return True
    rest = segment.text[quantity.end :]
    operator = _OPERATOR.search(rest)
    if quantity.text.endswith("岁") and segment.text[: quantity.start].endswith(("不满", "未满")):
        return True
    if segment.norm.id == "ban":
        return "的" in rest  # 不得向持证不足三年的人: whom the ban covers, not how much it asks
    if operator:
        return "的" in rest[: operator.start()]
    waits = segment.part is Part.SETTING and "的" in rest
    return waits or segment.norm.id == "scope-exemption"


def _same_place(a: Figure, b: Figure) -> bool:
    return (a.role.id, a.quantity.unit) == (b.role.id, b.quantity.unit)
