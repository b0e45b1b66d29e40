"""One provision through all versions, as each reader may see it; the courses of obligations for who may judge."""

from tests.web.conftest import LIFTS, ROBOTS, Visitor

LIFT, ROBOT = (f"/instruments/{pair[0]}/" for pair in (LIFTS, ROBOTS))


def page(reading_as: Visitor, who: str, path: str) -> str:
    answer = reading_as(who).get(path, follow_redirects=True)
    assert answer.status_code == 200, path
    return answer.text


def test_a_provision_is_followed_back_to_the_draft_with_its_redline(reading_as: Visitor):
    told = page(reading_as, "counsel", f"{ROBOT}provisions/?at=4.2.1")
    assert told.count('<li class="age') == 2
    assert "<ins>" in told or "<del>" in told
    assert 'class="v ' in told
    assert "#c-" in told  # to the change in the comparison


def test_an_item_gives_the_life_of_its_article_and_the_newest_version_stands_first(reading_as: Visitor):
    told = page(reading_as, "counsel", f"{ROBOT}provisions/4.2.1(a)/?lang=en")
    assert "through the versions" in told
    assert told.index(ROBOTS[2][:10]) < told.index(ROBOTS[1][:10])


def test_a_client_sees_the_words_and_no_verdict_before_release(reading_as: Visitor):
    told = page(reading_as, "client", f"{ROBOT}provisions/4.2.2/")
    assert "<ins>" in told or "<del>" in told
    assert 'class="v ' not in told
    assert 'class="sev"' not in told
    assert reading_as("client").get(f"{ROBOT}obligations/").status_code == 404


def test_released_verdicts_and_courses_are_the_clients_too(reading_as: Visitor):
    assert "历程" in page(reading_as, "client", f"{LIFT}obligations/")
    assert "历程" in page(reading_as, "early", f"{LIFT}obligations/")
    assert 'class="unreviewed"' in page(reading_as, "early", f"{LIFT}obligations/")


def test_courses_can_be_narrowed_to_an_outcome(reading_as: Visitor):
    every = page(reading_as, "counsel", f"{ROBOT}obligations/")
    new = page(reading_as, "counsel", f"{ROBOT}obligations/?outcome=new")
    assert every.count('<li><p class="what">') > new.count('<li><p class="what">') > 0
    assert page(reading_as, "counsel", f"{ROBOT}obligations/?outcome=nonsense")


def test_the_workbench_and_the_instrument_lead_there(reading_as: Visitor):
    assert f"{ROBOT}provisions/" in page(reading_as, "counsel", "/comparisons/{}/{}..{}/".format(*ROBOTS))
    assert f'action="{ROBOT}provisions/"' in page(reading_as, "counsel", ROBOT)
