"""Print the law as Markdown: `python -m vocational.law > docs/law.md`."""

import sys

from vocational.law.book import as_markdown

sys.stdout.write(as_markdown())
