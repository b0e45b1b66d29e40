"""Figures against annotated pairs: what counts, what is left out, and what two readings joined are."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.diff.annotated import annotated, join
from tracker.diff.evaluation import agreement, calibration, flips, kappa, mean, score, together


def reading(articles: list[tuple], clauses: list[tuple] = (), **more) -> dict:
    """A file's content: rows of old, new, relation, direction."""
    keys = ("old", "new", "relation", "direction")
    rows = {name: [dict(zip(keys, r, strict=True)) for r in found] for name, found in (("a", articles), ("c", clauses))}
    return {"pair": {"slug": "x", "old": "o", "new": "n"}, "articles": rows["a"], "clauses": rows["c"], **more}


THREE = [
    ("1", "1", "unchanged", "neutral"),
    ("2", "2", "amended", "softened"),
    (None, "3", "added", "strengthened"),
]


def test_a_comparison_that_says_the_same_is_right_in_everything():
    data = reading(THREE, THREE[1:])
    figures = score(annotated("x", data), data).figures()
    assert figures["link_f1"] == figures["relation_accuracy"] == figures["clause_f1"] == 1
    assert figures["direction_kappa"] == figures["clause_direction_kappa"] == 1
    assert figures["harmful_flips"] == 0


def test_softened_for_strengthened_is_a_harmful_flip_and_neutral_for_it_is_not():
    said = reading([THREE[0], ("2", "2", "amended", "strengthened"), (None, "3", "added", "neutral")])
    tally = score(annotated("x", reading(THREE)), said)
    assert tally.figures()["harmful_flips"] == 0.5
    assert [str(m) for m in tally.misses] == [
        "article direction 2~2: softened / strengthened",
        "article direction ~3: strengthened / neutral",
    ]


def test_unclear_is_wrong_and_lowers_the_coverage():
    said = reading([THREE[0], ("2", "2", "amended", "unclear"), THREE[2]])
    figures = score(annotated("x", reading(THREE)), said).figures()
    assert figures["direction_coverage"] == pytest.approx(2 / 3)
    assert figures["direction_kappa_decided"] == 1
    assert figures["direction_kappa"] < 1


def test_the_only_paragraph_may_be_written_with_or_without_its_number_but_not_in_a_standard():
    clause = [("2.1", "2.1", "amended", "softened")]
    said = reading(THREE, [("2", "2", "amended", "softened")])
    assert score(annotated("x", reading(THREE, clause)), said).figures()["clause_f1"] == 1
    assert score(annotated("x", reading(THREE, clause, standard=True)), said).figures()["clause_f1"] == 0


def test_guesses_disputed_directions_and_headings_count_neither_way():
    data = reading(THREE)
    data["articles"][1]["direction_disputed"] = True
    data["articles"][2]["confidence"] = "guess"
    data["headings"] = [{"old": "9", "new": None}]
    said = reading([THREE[0], ("2", "2", "amended", "mixed"), ("9", None, "deleted", "neutral")])
    figures = score(annotated("x", data), said).figures()
    assert (figures["links"], figures["link_f1"], figures["directions"]) == (2, 1, 1)


def test_two_readings_joined_count_where_both_agree():
    first = annotated("x", reading(THREE))
    second = annotated("x", reading([THREE[0], ("2", "2", "moved", "mixed"), ("4", None, "deleted", "neutral")]))
    rows = {r.ends: r for r in join(first, second).articles}
    assert not rows["1", "1"].disputed
    assert rows["2", "2"].disputed
    assert rows["2", "2"].relation_disputed
    assert rows[None, "3"].guess
    assert rows["4", None].guess
    assert agreement(first, second).figures()["link_f1"] == pytest.approx(2 / 3)


def test_a_comparison_that_breaks_the_contract_is_refused():
    with pytest.raises(ValueError, match="stands twice"):
        score(annotated("x", reading(THREE)), reading([THREE[0], THREE[0]]))
    with pytest.raises(ValueError, match="not a row"):
        score(annotated("x", reading(THREE)), reading([("1", "1", "vanished", "neutral")]))


def test_kappa_is_agreement_beyond_chance():
    assert kappa([]) is None
    assert kappa([("neutral", "neutral")]) == 1
    # Half agree, and half would by chance.
    assert kappa([("mixed", "mixed"), ("mixed", "neutral"), ("neutral", "mixed"), ("neutral", "neutral")]) == 0
    assert flips([]) == 0


def test_confidence_is_held_against_what_was_right():
    """Three links said to be 0.9 sure, two of them right; one that nobody doubts is not counted."""
    data = reading([("1", "1", "unchanged", "neutral"), *((str(n), str(n), "amended", "neutral") for n in (2, 3, 4))])
    said = reading([*((str(n), str(n), "amended", "neutral") for n in (2, 3)), ("4", "5", "moved", "neutral")])
    for row in said["articles"]:
        row["link_confidence"] = 0.9
    said["articles"].append(data["articles"][0] | {"link_confidence": 1.0})
    [step] = calibration(score(annotated("x", data), said).sureness)
    assert (step.links, step.said, step.right) == (3, pytest.approx(0.9), pytest.approx(2 / 3))
    assert step.low < 0.9 <= step.high


def test_the_mean_over_pairs_does_not_let_a_large_easy_pair_hide_the_rest():
    easy = score(annotated("x", reading(THREE)), reading(THREE))
    hard = score(annotated("y", reading(THREE)), reading([("1", "2", "moved", "neutral")]))
    assert mean([easy.figures(), hard.figures()])["link_f1"] == 0.5
    assert mean([easy.figures(), hard.figures()])["lowest_link_f1"] == 0
    assert together([easy, hard]).figures()["links"] == 6


def test_it_agrees_with_the_scorer_that_came_with_the_pairs(gold: Path, corpus: Path):
    program = "import sys; from tracker.cli import main; main()"
    ours = [sys.executable, "-c", program]
    only = "genai-measures,pi-audit-institution-standard,commercial-crypto"
    scorer = [sys.executable, gold / "score.py", "--corpus", corpus, "--gold", gold, "--only", only, "--json", "--"]
    theirs = subprocess.run([*scorer, *ours, "compare", "--format", "json"], capture_output=True, check=True)
    mine = subprocess.run(
        [*ours, "evaluate", gold, "--corpus", corpus, "--only", only, "--json"], capture_output=True, check=True
    )
    wanted, found = json.loads(theirs.stdout), json.loads(mine.stdout)["pairs"]
    wanted["ALL ROWS"] = wanted.pop("TOTAL")
    for name, figures in wanted.items():
        for figure in set(figures) & set(found[name]):
            assert found[name][figure] == pytest.approx(figures[figure]), (name, figure)
