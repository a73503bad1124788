"""Which language a reader gets: Vietnamese first, English when chosen."""

from babel.support import NullTranslations
from flask import Flask, g, has_request_context, session
from flask_babel import Domain
from flask_login import current_user

from vocational.extensions import babel

LOCALES = ("vi", "en")


class ReadersMessages(Domain):  # type: ignore[misc] # flask_babel carries no types
    """The sentences of the reader's language, looked up once a request: a page has a hundred."""

    def get_translations(self) -> NullTranslations:
        """Return the reader's catalogue."""
        if "catalogue" not in g:
            g.catalogue = super().get_translations()
        found: NullTranslations = g.catalogue
        return found


def install(app: Flask, translations_folder: str) -> None:
    """Set Babel up with our own catalogue and no other."""
    app.config.update(
        BABEL_DEFAULT_LOCALE=LOCALES[0],
        BABEL_DEFAULT_TIMEZONE="Asia/Ho_Chi_Minh",
        BABEL_TRANSLATION_DIRECTORIES=translations_folder,
    )
    babel.init_app(app, locale_selector=select_locale)
    messages = ReadersMessages(domain=app.config["BABEL_DOMAIN"])
    babel.domain_instance = messages
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # by its extension
        gettext=lambda text: messages.get_translations().ugettext(text),
        ngettext=lambda one, many, count: messages.get_translations().ungettext(one, many, count),
        newstyle=True,
    )
    # By its short name too at once, not by way of the alias that looks the long one up each time.
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"]
    app.context_processor(lambda: {"locale": select_locale()})


def select_locale() -> str:
    """Return the reader's language: as chosen in this browser, else in the account."""
    if not has_request_context():
        return LOCALES[0]
    chosen = session.get("locale")
    if chosen in LOCALES:
        return str(chosen)
    if current_user.is_authenticated and current_user.locale in LOCALES:
        return str(current_user.locale)
    return LOCALES[0]
