"""What the guides show is still on the pages that they show: each picture could be taken again."""

import pytest

from pictures.shots import PICTURES


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_part_that_a_picture_shows_is_on_its_page(visit, picture):
    page, response = visit(picture.email, picture.path, viewport={"width": picture.width, "height": 900})
    assert response.status == 200
    assert page.locator(picture.part).count() == 1
    for opened in picture.opened:
        assert page.locator(opened).count() > 0
