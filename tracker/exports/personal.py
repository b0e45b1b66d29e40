"""A person's own data as a file to hand over: a zip of JSON, one file a kind of record."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence

# The same data gives the same file; 1980 is as far back as a zip can say.
_DATED = (1980, 1, 1, 0, 0, 0)
_ABOUT = """What tracker keeps about one person: every record that names them, one file a kind of record, times in UTC.
Passwords, tokens and addresses that open a door are left out. Other people stand in it by their ids.

tracker 中关于一个人的全部记录，每类一个文件，时间为协调世界时（UTC）。
密码、令牌和可直接打开页面的地址不在其中；他人只以编号出现。
"""


def archive(records: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """The zip: `README.txt`, then `<kind>.json`, a list of objects each."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        _put(bundle, "README.txt", _ABOUT)
        for kind, rows in sorted(records.items()):
            _put(bundle, f"{kind}.json", json.dumps(list(rows), ensure_ascii=False, indent=1, sort_keys=True))
    return made.getvalue()


def _put(bundle: zipfile.ZipFile, name: str, words: str) -> None:
    bundle.writestr(zipfile.ZipInfo(name, _DATED), words.encode(), zipfile.ZIP_DEFLATED)
