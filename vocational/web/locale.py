"""Which language a reader gets: Vietnamese first, English when chosen."""

from functools import lru_cache, partial

from babel.support import NullTranslations
from flask import Flask, g, has_request_context, session
from flask_babel import Domain
from flask_login import current_user
from markupsafe import Markup

from vocational.extensions import babel

LOCALES = ("vi", "en")
#: More than the templates have sentences, in both languages.
_SENTENCES = 8192


class ReadersMessages(Domain):  # type: ignore[misc] # flask_babel carries no types
    """The sentences of the reader's language, looked up once a request: a page has a hundred."""

    def get_translations(self) -> NullTranslations:
        """Return the reader's catalogue."""
        translations: NullTranslations | None = g.get("catalogue")
        if translations is None:
            translations = g.catalogue = super().get_translations()
        return translations


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
        ngettext=lambda item, many, count: messages.get_translations().ungettext(item, many, count),
        newstyle=True,
    )
    # Instead of the extension's own, which makes each sentence again; by both names.
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"] = partial(_shown, messages)
    app.context_processor(lambda: {"locale": select_locale()})


def _shown(messages: ReadersMessages, text: str, /, **values: object) -> Markup:
    """Return a sentence of a template in the reader's language.

    As Jinja's own "newstyle" in HTML, which all templates are that speak: always a format, values
    escaped. A sentence without values is made once, not a hundred times a page.
    """
    catalogue = messages.get_translations()
    return _sentence(catalogue, text) % values if values else _fixed_sentence(catalogue, text)


@lru_cache(_SENTENCES)
def _sentence(catalogue: NullTranslations, text: str) -> Markup:
    return Markup(catalogue.ugettext(text))  # noqa: S704 -- our own sentences


@lru_cache(_SENTENCES)
def _fixed_sentence(catalogue: NullTranslations, text: str) -> Markup:
    return _sentence(catalogue, text) % {}


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
