"""An issuing body, as `regs/authorities.toml` knows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """A body that issues texts: its id in data and URLs, its names, the short names a text or title may use."""

    id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...] = ()
    url: str = ""
