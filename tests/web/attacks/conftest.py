"""The programs of the API's tests, for those who attack it."""

from tests.web.api.conftest import patient, program, standing_programs

__all__ = ["patient", "program", "standing_programs"]
