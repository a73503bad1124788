"""The application for any WSGI server: `wsgi:app`."""

from vocational.app import create_app

app = create_app()
