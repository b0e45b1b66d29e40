"""A year of twenty sources, lived through in minutes: every true version once, no false one, every outage alarmed."""

from datetime import date

import click
import pytest

from tests.workday.year import Days, Report

SEED = 20261129


def lived(desk, clock, *, days: int, copies: int, seed: int = SEED) -> Report:
    def set_clock(at):
        clock.at = at

    return Days(desk, set_clock, seed=seed, copies=copies).run(date(2027, 1, 4), days)


def judged(report: Report) -> None:
    assert (report.missing, report.false) == ((), ()), report
    assert report.filed_versions == report.true_versions
    assert report.corrections_said == report.corrections
    assert report.alarmed == report.outages
    assert report.false_alarms == 0


def test_nine_days_of_ten_sources(desk, clock):
    report = lived(desk, clock, days=9, copies=1, seed=1)
    click.echo(str(report))
    judged(report)
    assert report.outages
    assert report.reposts


@pytest.mark.endurance
def test_a_year_of_twenty_sources(desk, clock):
    report = lived(desk, clock, days=365, copies=2)
    click.echo(str(report))
    judged(report)
    assert min(report.outages, report.reposts, report.corrections, report.frames) > 10
