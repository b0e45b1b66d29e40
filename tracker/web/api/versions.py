"""Versions: the text as a provision tree, and for the firm the captures it was read from."""

from flask import Response, url_for

from tracker.exports import tree
from tracker.law.instrument import Capture, Version
from tracker.practice.cards import VersionCard
from tracker.practice.visit import Absence
from tracker.web import current
from tracker.web.api import lines
from tracker.web.api.operations import Group, Who
from tracker.web.api.paging import Listing
from tracker.web.filters import outward
from tracker.wire import works

group = Group("versions", "Versions: texts as provision trees, and the evidence they were read from")


@group.get("/instruments/<slug>/versions", works.VersionLine, listed=True)
def versions(slug: str) -> Listing[VersionCard]:
    """The versions of an instrument, newest first."""
    cards = current.room().instruments.page(slug).versions
    return Listing(cards, lambda card: (-card.dated_on.toordinal(), card.id), lines.version)


@group.get("/instruments/<slug>/versions/<version>", works.VersionShown)
def version(slug: str, version: str) -> works.VersionShown:
    """One text: provisions with locators and offsets, headmatter with the sentences it was read from, problems."""
    page = current.room().versions.read(slug, version)
    card = next(one for one in page.versions if one.id == version)
    made: works.VersionShown = {
        "version": {**lines.version(card), "official_url": outward(page.official_url)},
        "versions": [lines.version(one) for one in page.versions],
        "comparisons": [lines.comparison(line) for line in page.comparisons],
        "document": tree.as_dict(page.version.document),
    }
    if page.shows_evidence:
        made["evidence_url"] = url_for("api.evidence", slug=slug, version=version)
    return made


@group.get("/instruments/<slug>/versions/<version>/captures", works.EvidenceShown, who=Who.FIRM)
def evidence(slug: str, version: str) -> works.EvidenceShown:
    """The captures of a version (address, status, headers, digest, when), and when its addresses were found absent."""
    found = current.room().versions.evidence(slug, version)
    return {
        "instrument": slug,
        "version": version,
        "captures": [_capture(found.version, one) for one in found.version.captures],
        "absences": [_absence(one) for one in found.absences],
    }


@group.get("/instruments/<slug>/versions/<version>/captures/<sha256>", bytes, who=Who.FIRM)
def capture(slug: str, version: str, sha256: str) -> Response:
    """The bytes as they were fetched; a stranger's, so a download and never a page."""
    found, data = current.room().versions.raw(slug, version, sha256)
    response = Response(data, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.sha256[:16]}.bin"'
    response.set_etag(found.sha256)
    return response


def _capture(version: Version, one: Capture) -> works.Capture:
    return {
        "sha256": one.sha256,
        "url": one.url,
        "final_url": one.final_url,
        "status": one.status,
        "media_type": one.media_type,
        "size": one.size,
        "fetched_at": lines.instant(one.fetched_at),
        "source": one.source,
        "headers": [[name, value] for name, value in one.headers],
        "bytes_url": url_for("api.capture", slug=version.instrument, version=version.id, sha256=one.sha256),
    }


def _absence(one: Absence) -> works.Absence:
    return {
        "url": one.url,
        "status": one.status,
        "first_at": lines.instant(one.first_at),
        "last_at": lines.instant(one.last_at),
        "back_at": lines.maybe(one.back_at),
    }
