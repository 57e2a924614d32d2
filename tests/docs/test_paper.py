"""What a PDF needs of the system is the same list in the image, in CI and on the page for operators."""

import re

from tests.docs.pages import ROOT

PACKAGES = re.compile(r"libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0 fonts-dejavu-core")


def test_packages_for_pdf_are_the_same_everywhere():
    for path in ("Dockerfile", ".ci/run", "docs/operate.md"):
        assert len(PACKAGES.findall((ROOT / path).read_text())) == 1, path
