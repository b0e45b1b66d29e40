"""Nodes: elements of an HTML document made one inside the other; words are escaped when the whole is written."""

from collections.abc import Mapping

from lxml import etree

Node = etree._Element


def node(tag: str, *content: str | Node | Mapping[str, str], **attributes: str) -> Node:
    """An element with its content in order: words, other elements, and attributes whose names are no Python names."""
    made = etree.Element(tag, {**attributes})
    for part in content:
        if isinstance(part, Mapping):
            for name, value in part.items():
                made.set(name, value)
        elif isinstance(part, str):
            append(made, part)
        else:
            made.append(part)
    return made


def append(to: Node, text: str) -> None:
    """Put words at the end of an element, after its last child if it has any."""
    if len(to):
        to[-1].tail = (to[-1].tail or "") + text
    else:
        to.text = (to.text or "") + text


def page(*content: Node, language: str) -> str:
    """A whole document."""
    root = node("html", *content, lang=language)
    return etree.tostring(root, method="html", doctype="<!DOCTYPE html>", encoding="unicode") + "\n"
