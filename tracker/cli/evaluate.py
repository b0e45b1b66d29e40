"""`tracker evaluate GOLD`: how far our comparisons agree with pairs that people annotated, and as a mean."""

import json
import tarfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

import tracker
from tracker.cli.writing import write
from tracker.diff.annotated import AnnotatedPair, annotated, join
from tracker.diff.evaluation import Figures, Tally, agreement, calibration, mean, score, together
from tracker.errors import KnowledgeError

ARCHIVE = "lawrefbook.tar.xz"
# Two readings of the same pairs stand in two folders with these names.
READINGS = ("first", "second")
_SHOWN = {
    "link_f1": "link F1",
    "relation_accuracy": "relation",
    "direction_kappa": "direction κ",
    "harmful_flips": "flips",
    "clause_f1": "clause F1",
    "clause_direction_kappa": "clause κ",
    "clause_harmful_flips": "clause flips",
}
_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@dataclass(frozen=True, slots=True)
class Read:
    """Annotated pairs by name and, where two people read them, the agreement of the two readings."""

    pairs: dict[str, AnnotatedPair]
    agreements: dict[str, Tally]


@click.command("evaluate")
@click.argument("gold", type=_FOLDER)
@click.option("--corpus", type=_FOLDER, envvar="TRACKER_CORPUS", help="Where the texts are; TRACKER_CORPUS by default.")
@click.option("--only", default="", help="These pairs, separated by commas.")
@click.option("--json", "as_json", is_flag=True, help="Every figure, for programs.")
@click.option("--calibration", "calibrated", is_flag=True, help="How often links of each confidence were right.")
@click.option("-v", "verbose", is_flag=True, help="List every miss.")
def command(gold: Path, corpus: Path | None, only: str, as_json: bool, calibrated: bool, verbose: bool) -> None:
    """Measure links and directions against annotated pairs.

    GOLD is a folder of readings, one YAML file a pair; or a folder with two readings of the same pairs, `first` and
    `second`: these are joined, a row counts where both agree, and their agreement is printed too.
    """
    read = readings(gold, [name for name in only.split(",") if name])
    if corpus is None:
        raise KnowledgeError("No folder of texts: name it with --corpus or in TRACKER_CORPUS.")
    tallies = measured(read.pairs, corpus)
    if as_json:
        figures = {"pairs": summary(tallies)} | ({"readers": summary(read.agreements)} if read.agreements else {})
        write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", None)
        return
    lines = ["The two readings against each other", *table(read.agreements), ""] if read.agreements else []
    lines += ["Our comparisons against the pairs", *table(tallies)]
    if calibrated:
        lines += ["", "Links whose words differ, by confidence", *_calibration(tallies)]
    if verbose:
        lines += [f"{name}: {miss}" for name, tally in tallies.items() for miss in tally.misses]
    write("\n".join(lines) + "\n", None)


def readings(gold: Path, only: Iterable[str] = ()) -> Read:
    """The pairs of a folder, two readings joined; KnowledgeError where a file is not a reading or a name is unknown."""
    two = all((gold / name).is_dir() for name in READINGS)
    folders = [gold / name for name in READINGS] if two else [gold]
    found = [{file.stem: _parsed(file) for file in sorted(folder.glob("*.yaml"))} for folder in folders]
    names = list(only) or [name for name in found[0] if all(name in reading for reading in found)]
    if not names or not all(set(names) <= set(reading) for reading in found):
        raise KnowledgeError(f"{gold} holds no such annotated pairs; it has: {', '.join(found[0]) or 'none'}.")
    if not two:
        return Read({name: found[0][name] for name in names}, {})
    return Read(
        {name: join(found[0][name], found[1][name]) for name in names},
        {name: agreement(found[0][name], found[1][name]) for name in names},
    )


def measured(pairs: Mapping[str, AnnotatedPair], corpus: Path) -> dict[str, Tally]:
    """Each pair's texts compared and scored; OSError or DocumentError where a text cannot be had."""
    from tracker.exports import contract

    texts = _texts(pairs, corpus)
    return {
        name: score(pair, contract.as_dict(tracker.compare(texts[name, pair.old], texts[name, pair.new])))
        for name, pair in pairs.items()
    }


def summary(tallies: Mapping[str, Tally]) -> dict[str, Figures]:
    """Figures by pair, then the mean over pairs and all rows counted as one."""
    out = {name: tally.figures() for name, tally in tallies.items()}
    return out | {"MEAN": mean(list(out.values())), "ALL ROWS": together(list(tallies.values())).figures()}


def table(tallies: Mapping[str, Tally]) -> list[str]:
    """The figures as lines of text; a dash where there was nothing to measure."""
    figures = summary(tallies)
    width = max(map(len, figures))
    lines = [" " * width + "  " + "  ".join(_SHOWN.values())]
    for name, row in figures.items():
        cells = [_cell(row.get(key)).rjust(len(head)) for key, head in _SHOWN.items()]
        lines.append(name.ljust(width) + "  " + "  ".join(cells))
    lowest = figures["MEAN"]["lowest_link_f1"]
    return [*lines, f"lowest link F1 {_cell(lowest)}"]


def _calibration(tallies: Mapping[str, Tally]) -> list[str]:
    """Confidence said against the share that was right."""
    steps = calibration(together(list(tallies.values())).sureness)
    lines = [f"{s.low:.2f}–{s.high:.2f}  {s.links:5}  {s.said:.3f}  {s.right:.3f}" for s in steps]
    return ["confidence  links   said  right", *lines]


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _parsed(file: Path) -> AnnotatedPair:
    import yaml

    try:
        data: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
        return annotated(file.stem, data)
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as fault:
        raise KnowledgeError(f"{file} is not a reading of a pair: {fault}") from fault


def _texts(pairs: Mapping[str, AnnotatedPair], corpus: Path) -> dict[tuple[str, str], bytes]:
    """The bytes of both texts of every pair: from the pair's folder, else from the archive of the law collection."""
    found: dict[tuple[str, str], bytes] = {}
    packed: dict[str, list[tuple[str, str]]] = {}
    for name, pair in pairs.items():
        for path in (pair.old, pair.new):
            file = corpus / name / path
            if file.is_file():
                found[name, path] = file.read_bytes()
            else:
                packed.setdefault(path, []).append((name, path))
    if packed:
        found |= _unpacked(corpus / ARCHIVE, packed)
    return found


def _unpacked(archive: Path, packed: Mapping[str, list[tuple[str, str]]]) -> dict[tuple[str, str], bytes]:
    """The wanted members of the archive, read once from front to back."""
    found: dict[tuple[str, str], bytes] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name in packed and (stream := tar.extractfile(member)):
                data = stream.read()
                found |= dict.fromkeys(packed[member.name], data)
    missing = [path for path, keys in packed.items() if keys[0] not in found]
    if missing:
        raise KnowledgeError(f"Neither {archive.parent} nor its archive holds {missing[0]}.")
    return found
