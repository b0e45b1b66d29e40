"""Signs: what of a text a file can hold."""

import re

#: Control signs, surrogates and the two non-characters are no signs of XML (XML 1.0, production 2).
_UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")


def writable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNWRITABLE.sub("", text)
