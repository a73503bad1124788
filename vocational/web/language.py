"""What is kept in both languages, in the reader's."""

from flask_babel import get_locale

from vocational.law.citations import in_vietnamese


def is_english() -> bool:
    """Tell whether the reader has chosen English."""
    locale = get_locale()
    return locale is not None and locale.language == "en"


def localised(name: str, name_en: str) -> str:
    """Choose the reader's language of a name kept in both; the first where the other is empty."""
    return name_en if name_en and is_english() else name


def cited(legal_basis: str) -> str:
    """Cite a source of law as papers in the reader's language do."""
    return legal_basis if is_english() else in_vietnamese(legal_basis)
