"""The frame: what a wheel holds, what the repository must never hold."""

import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

from tracker.settings import folder

ROOT = Path(__file__).resolve().parent.parent
HOSTS = re.compile(
    "|".join(rf"{a}\.{b}" for a, b in (("py" + "pi", "org"), ("python" + "hosted", "org"), ("registry", "npm" + "js")))
)
HAN = re.compile(r"[\u4e00-\u9fff（）《》、，。；：“”〔〕]{40,}")


def _tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("this is no git checkout: nothing says which files are the repository's")
    return [ROOT / name for name in listing.stdout.split("\0") if name]


def _texts() -> list[tuple[Path, str]]:
    texts = []
    for path in _tracked():
        try:
            texts.append((path.relative_to(ROOT), path.read_text(encoding="utf-8")))
        except (UnicodeDecodeError, FileNotFoundError):
            continue
    return texts


def test_templates_and_regs_are_found_in_a_checkout():
    assert (folder("templates") / "layout.html").is_file()
    assert (folder("regs") / "authorities.toml").is_file()


def test_a_wheel_holds_templates_and_regs_inside_the_package(tmp_path):
    build = pytest.importorskip("hatchling.build", reason="hatchling is not installed: no wheel can be built here")
    import os

    here = os.getcwd()
    os.chdir(ROOT)
    try:
        name = build.build_wheel(str(tmp_path))
    finally:
        os.chdir(here)
    with zipfile.ZipFile(tmp_path / name) as wheel:
        names = set(wheel.namelist())
    assert "tracker/templates/layout.html" in names
    assert "tracker/regs/authorities.toml" in names
    assert not [n for n in names if n.startswith("tests/")]


def test_every_data_file_reads_as_toml():
    for path in sorted((ROOT / "regs").rglob("*.toml")):
        tomllib.loads(path.read_text(encoding="utf-8"))


def test_no_file_names_a_package_registry_or_a_path_of_one_machine():
    machine = re.compile(r"(?<![\w.])/(work|root)/[\w.-]+")
    said = [f"{path}: {m[0]}" for path, text in _texts() for m in (HOSTS.search(text), machine.search(text)) if m]
    assert not said


def test_no_official_text_stands_in_the_repository(corpus):
    """Texts of the corpus are read from where they lie; not three runs of forty characters of them may stand here."""
    shingles = {
        run[i : i + 40]
        for path in sorted(corpus.glob("*/*.txt"))
        for run in HAN.findall(path.read_text(encoding="utf-8", errors="ignore"))
        for i in range(len(run) - 39)
    }
    copied = {}
    for path, text in _texts():
        hits = sum(run[i : i + 40] in shingles for run in HAN.findall(text) for i in range(0, len(run) - 39, 5))
        if hits > 2:
            copied[str(path)] = hits
    assert not copied
