"""The interface's words, Chinese and English: `templates/words/{zh,en}.toml`, `templates/<screen>/words.{zh,en}.toml`.

Every table is a group, every key a sentence with `{places}` to fill; both languages hold the same keys (a test).
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tracker.settings import folder

LANGUAGES = ("zh", "en")


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word of one language, by `group.key`. Raises ValueError if two files name the same one."""
    found: dict[str, str] = {}
    for path in files(language):
        for key, value in _flat(tomllib.loads(path.read_text(encoding="utf-8"))).items():
            if key in found:
                raise ValueError(f"{path.name} names {key} a second time.")
            found[key] = value
    return found


def files(language: str) -> list[Path]:
    """Where the words of a language stand: the common file, then one a screen."""
    root = folder("templates")
    return [root / "words" / f"{language}.toml", *sorted(root.glob(f"*/words.{language}.toml"))]


def word(language: str, key: str, **places: object) -> str:
    """The word for a key, its places filled. Raises KeyError for a key nobody wrote: a missing word is no blank."""
    sentence = words(language)[key]
    if places.get("n") == 1:
        sentence = words(language).get(f"{key}.one", sentence)
    return sentence.format(**places) if places else sentence


def _flat(table: Mapping[str, object], above: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            out |= _flat(value, f"{name}.")
        else:
            out[name] = str(value)
    return out
