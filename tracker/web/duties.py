"""The fate of obligations: whose duties, prohibitions, rights and sanctions stayed, changed, went or came; a page."""

from flask import Blueprint, abort, render_template

from tracker.diff.fate import Fate, fates
from tracker.exports import obligations, places
from tracker.exports.words import FATES, Language, Voice
from tracker.knowledge import drafting
from tracker.web import current
from tracker.web.comparisons import PAIR

bp = Blueprint("duties", __name__)


@bp.get(f"/comparisons{PAIR}/obligations/")
def page(slug: str, old: str, new: str) -> str:
    """What became of each norm, for a reader who may see judgement; 404 for others, as for a page that is not there."""
    shown = current.room().comparisons.page(slug, old, new)
    if not shown.judged:
        abort(404)
    language: Language = "zh" if current.language() == "zh" else "en"
    before, after = shown.old.document, shown.new.document
    destinies = fates(before, after, shown.comparison, drafting())
    voice = Voice(lambda locator: places.cite(locator, after.grammar, language))
    return render_template(
        "obligations/page.html",
        page=shown,
        names=[FATES[language][fate] for fate in Fate],
        table=obligations.table(destinies, language),
        lines=list(obligations.lines(destinies, language, voice)),
    )
