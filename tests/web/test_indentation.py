"""White space of templates in finished pages."""

import pytest
from flask import Flask

from vocational.web import indentation


@pytest.fixture
def rendered():
    """Render a template as the product does."""
    app = Flask(__name__)
    indentation.install(app)
    return lambda source: app.jinja_env.from_string(source).render(names=["An", "Bình"])


def test_an_indented_line_keeps_one_space(rendered):
    assert rendered("<ul>\n        <li>An</li>\n</ul>") == "<ul>\n <li>An</li>\n</ul>"


def test_a_line_of_a_statement_leaves_nothing(rendered):
    source = (
        "<ul>\n    {% for name in names %}\n        <li>{{ name }}</li>\n    {% endfor %}\n</ul>"
    )
    assert rendered(source) == "<ul>\n <li>An</li>\n <li>Bình</li>\n</ul>"


def test_words_on_two_lines_stay_apart(rendered):
    assert rendered("<p>\n    one\n    two\n</p>").split() == ["<p>", "one", "two", "</p>"]
