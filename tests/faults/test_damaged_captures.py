"""A capture whose file was damaged is found by its digest, shown to nobody as evidence, and put back from a backup."""

import random
from collections import Counter
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask import Flask

from tests.web.conftest import NOW, UNDER_WATER, Firm, Visitor
from tracker.cli import main
from tracker.errors import StoreError
from tracker.sources.archive import Archive
from tracker.sources.folder import Folder
from tracker.workday.backup import back_up, check


def damaged(file: Path, how: str, drawn: random.Random) -> None:
    """One bit turned over, the end lost, nothing left, or the file gone: what disks and people do."""
    data = bytearray(file.read_bytes())
    file.chmod(0o644)
    match how:
        case "a bit":
            data[drawn.randrange(len(data))] ^= 1 << drawn.randrange(8)
            file.write_bytes(data)
        case "its end":
            file.write_bytes(data[: len(data) // 2])
        case "all of it":
            file.write_bytes(b"")
        case _:
            file.unlink()


HOW = ("a bit", "its end", "all of it", "gone")


def run(firm: Firm, *words: str) -> tuple[int, str]:
    said = {"TRACKER_DATA": str(firm.settings.data), "TRACKER_DATABASE": firm.settings.database}
    answer = CliRunner().invoke(main, words, env=said)
    return answer.exit_code, answer.output


def files_of(firm: Firm) -> list[Path]:
    place = Archive(firm.settings.captures).place
    assert isinstance(place, Folder)
    with firm.library.reading() as files:
        return [place.path(digest) for digest in sorted(files.tallies.digests())]


@pytest.mark.parametrize("rounds", [4, pytest.param(100, marks=pytest.mark.endurance)])
def test_every_kind_of_damage_is_found_and_put_back_from_a_backup(
    firm: Firm, tmp_path: Path, rounds: int, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, drawn = tmp_path / "backup", random.Random(11)
    made_good: Counter[str] = Counter()
    back_up(firm.settings, folder, NOW)
    for turn in range(rounds):
        ill = drawn.choice(files_of(firm))
        damaged(ill, HOW[turn % len(HOW)], drawn)
        code, said = run(firm, "doctor")
        assert code == 1
        assert [line for line in said.splitlines() if "captures" in line and ill.name[:12] in line]
        code, said = run(firm, "restore", "--captures", str(folder))
        assert (code, said) == (0, f"put back: {ill.name}\n1 captures put back, 0 still wanting\n")
        assert "WRONG  captures" not in run(firm, "doctor")[1]
        made_good[HOW[turn % len(HOW)]] += 1
    with capsys.disabled():
        click.echo(f"\n{firm.library.kind}: {rounds} rounds of damage, found and put back: {dict(made_good)}")
    assert made_good == dict.fromkeys(HOW, rounds // len(HOW))


def test_a_backup_is_not_made_of_damaged_captures_and_the_former_one_stays(firm: Firm, tmp_path: Path) -> None:
    ill = files_of(firm)[0]
    damaged(ill, "a bit", random.Random(1))
    with pytest.raises(StoreError, match=f"{ill.name[:12]}… is damaged"):
        back_up(firm.settings, tmp_path / "backup", NOW)
    with pytest.raises(StoreError, match="no finished backup"):
        check(tmp_path / "backup")
    code, said = run(firm, "restore", "--captures", str(tmp_path / "backup"))
    assert (code, said.splitlines()[-1]) == (1, "0 captures put back, 1 still wanting")


def test_damaged_evidence_is_never_handed_out(firm: Firm, app: Flask, as_: Visitor) -> None:
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    for file in files_of(firm):
        damaged(file, "a bit", random.Random(2))
    where = f"/instruments/{UNDER_WATER}/versions/2026-11-01-draft"
    answer = as_("counsel").get(f"{where}/evidence/captures.warc.gz")
    assert answer.status_code == 500
    assert as_("counsel").get(f"{where}/").status_code == 200  # the text itself is read from the database
