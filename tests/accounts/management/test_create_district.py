"""`create_district` on the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import District


def test_create_district_opens_it(db):
    out = StringIO()
    call_command("create_district", "cedar-falls", "Cedar Falls", "--fiscal-year-start", "09-01", stdout=out)
    assert out.getvalue() == "Opened Cedar Falls: /d/cedar-falls/\n"
    assert list(District.objects.values_list("slug", "fiscal_year_start_month", "fiscal_year_start_day")) == [
        ("cedar-falls", 9, 1)
    ]


def test_create_district_again_is_an_error_and_changes_nothing(juniper):
    with pytest.raises(CommandError) as refused:
        call_command("create_district", "juniper-bay", "Another", "--time-zone", "Mars/Base")
    assert (str(refused.value), refused.value.returncode) == (
        "There is already a district 'juniper-bay'.\nThere is no time zone 'Mars/Base'; write it like America/Denver.",
        1,
    )
    assert District.objects.get().name == "Juniper Bay"
