"""The pictures of the guides: the script's list, the files and the texts agree, and they stay light."""

import re
from urllib.parse import urlsplit

from django.urls import resolve
from PIL import Image

from pictures.shots import FOLDER, PICTURES
from tests.docs.pages import DOCS

GUIDES = sorted((DOCS / "guide").glob("*.md"))
KB = 1024


def test_list_of_the_script_the_files_and_the_texts_agree():
    listed = [picture.name for picture in PICTURES]
    assert len(listed) == len(set(listed))
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{name}.webp" for name in listed)
    shown = {
        name for page in GUIDES for name in re.findall(r"!\[[^\]]+\]\(\S+/guide/([\w-]+)\.webp\)", page.read_text())
    }
    assert shown == set(listed)


def test_addresses_of_the_pictures_are_there():
    for picture in PICTURES:
        assert resolve(urlsplit(picture.path).path).url_name


def test_pictures_are_light_and_whole():
    files = list(FOLDER.iterdir())
    assert sum(path.stat().st_size for path in files) < 1000 * KB
    assert max(path.stat().st_size for path in files) < 200 * KB
    for path in files:
        with Image.open(path) as image:
            image.load()
            assert image.format == "WEBP"
            assert image.width <= 1600
