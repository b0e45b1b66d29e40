"""The site for any WSGI server: `waitress-serve wsgi:app`."""

from tracker.web.app import create_app

app = create_app()
