"""`tracker compare` as it is typed."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

OLD = "云岛灯塔管理办法（征求意见稿）\n第一条　制定本办法。\n第二条　看守人应当在三日内报告灯油短少。\n"
NEW = "云岛灯塔管理办法\n第一条　制定本办法。\n第二条　看守人应当在十日内报告灯油短少。\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, encoding="utf8")
    new.write_text(NEW, encoding="utf8")
    return str(old), str(new)


def tracker(*words: str, **kwargs: object) -> "subprocess.CompletedProcess[bytes]":
    code = "import sys; from tracker.cli import main; sys.argv[0] = 'tracker'; main()"
    run = [sys.executable, "-W", "ignore", "-c", code, *words]
    return subprocess.run(run, capture_output=True, check=False, **kwargs)  # type: ignore[call-overload,no-any-return]


def test_it_prints_what_changed_for_a_person(files: tuple[str, str]) -> None:
    out = tracker("compare", *files)
    assert out.returncode == 0
    assert "看守人应当在[-三日-]{+十日+}内报告灯油短少。" in out.stdout.decode()


def test_it_prints_the_contract_even_where_the_terminal_knows_no_chinese(files: tuple[str, str]) -> None:
    out = tracker("compare", *files, "--format", "json", env={"PATH": "", "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert out.returncode == 0, out.stderr.decode()
    assert json.loads(out.stdout)["summary"]["relations"] == {"unchanged": 1, "amended": 1}


def test_it_writes_a_file(files: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "comparison.md"
    out = tracker("compare", *files, "--format", "md", "-o", str(page))
    assert (out.returncode, out.stdout) == (0, b"")
    assert "<ins>十日</ins>" in page.read_text(encoding="utf8")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        ("今天天气很好。".encode(), "no provisions"),
    ],
    ids=["an empty file", "a picture", "no regulation"],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    files: tuple[str, str], tmp_path: Path, content: bytes, says: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    out = tracker("compare", files[0], str(bad))
    assert (out.returncode, out.stdout) == (2, b"")
    [sentence] = out.stderr.decode().strip().splitlines()
    assert sentence.startswith("tracker: ")
    assert "bad.txt" in sentence
    assert says in sentence


def test_a_missing_file_is_named(files: tuple[str, str]) -> None:
    out = tracker("compare", files[0], "nowhere.txt")
    assert out.returncode == 2
    assert out.stderr.decode() == "tracker: nowhere.txt: No such file or directory\n"


def test_help_imports_no_engine() -> None:
    """`tracker --help` answers at once: no jieba, no Flask, no database."""
    code = (
        "import sys; from tracker.cli import main; main(['--help'], standalone_mode=False); "
        "print([m for m in ('jieba', 'flask', 'sqlalchemy', 'diff_match_patch') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert out.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize("form", ["table.docx", "table.xlsx", "table.pdf", "redline.docx"])
def test_it_saves_the_table_and_the_redline_the_same_bytes_each_time(
    files: tuple[str, str], tmp_path: Path, form: str
) -> None:
    saved = [tmp_path / f"{n}.{form}" for n in range(2)]
    for path in saved:
        assert tracker("compare", *files, "--format", form, "-o", str(path)).returncode == 0
    assert saved[0].read_bytes()[:4] == (b"%PDF" if form.endswith("pdf") else b"PK\x03\x04")
    assert saved[0].read_bytes() == saved[1].read_bytes()


def test_a_redline_names_the_author_it_is_told(files: tuple[str, str]) -> None:
    out = tracker("compare", *files, "--format", "redline.docx", "--author", "陈以安")
    with zipfile.ZipFile(io.BytesIO(out.stdout)) as file:
        assert 'w:author="陈以安"' in file.read("word/document.xml").decode()


def test_a_chain_of_texts_is_followed_from_the_first_to_the_last(files: tuple[str, str], tmp_path: Path) -> None:
    last = tmp_path / "last.txt"
    last.write_text(NEW.replace("十日", "五日"), encoding="utf8")
    out = tracker("compare", *files, str(last))
    assert "2 → 2 (修改 · 放宽) → 2 (修改 · 加严)" in out.stdout.decode()
    told = json.loads(tracker("compare", *files, str(last), "--format", "json").stdout)
    assert told["provisions"][1]["places"] == [["2"], ["2"], ["2"]]
    refused = tracker("compare", *files, str(last), "--format", "table.pdf")
    assert refused.returncode == 2
    assert "a chain of 3 texts" in refused.stderr.decode()
