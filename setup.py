"""Build step that setup.cfg cannot say: find the packages and compile the translations."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import find_packages, setup

for po in Path("translations").glob("*/LC_MESSAGES/*.po"):
    with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source))

setup(
    packages=[
        *find_packages(include=["vocational", "vocational.*"]),
        "vocational.templates",
        "vocational.translations",
        "vocational.migrations",
    ]
)
