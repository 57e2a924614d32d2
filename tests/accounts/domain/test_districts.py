"""Opening a district."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.domain.districts import create_district, month_and_day
from accounts.models import District
from balance.tenancy.scope import NestedDistrictScope, district_scope


def test_create_district_writes_district_and_audit_event(db, acts):
    district = create_district(by=None, slug="cedar-falls", name=" Cedar Falls ", fiscal_year_start="09-01")
    assert (district.name, district.fiscal_year_start(2027)) == ("Cedar Falls", date(2026, 9, 1))
    facts = {"name": "Cedar Falls", "fiscal_year_start": "09-01", "time_zone": "America/Los_Angeles"}
    assert acts(district) == [("district.create", "district:cedar-falls", facts)]


def test_create_district_with_a_slug_that_is_taken_changes_nothing(juniper, acts):
    with pytest.raises(ValidationError) as refused:
        create_district(by=None, slug="juniper-bay", name="Another")
    assert refused.value.message_dict == {"slug": ["There is already a district 'juniper-bay'."]}
    assert list(District.objects.values_list("slug", "name")) == [("juniper-bay", "Juniper Bay")]
    assert acts(juniper) == []


def test_create_district_that_loses_a_race_for_its_slug_is_refused(juniper, monkeypatch):
    monkeypatch.setattr("accounts.domain.districts._slug_problem", lambda slug: None)
    with pytest.raises(ValidationError) as refused:
        create_district(by=None, slug="juniper-bay", name="Another")
    assert refused.value.message_dict == {"slug": ["There is already a district 'juniper-bay'."]}


def test_create_district_reports_every_error_at_once(db):
    with pytest.raises(ValidationError) as refused:
        create_district(by=None, slug="Juniper Bay", name=" ", fiscal_year_start="02-29", time_zone="Mars/Base")
    assert refused.value.message_dict == {
        "slug": [
            "'Juniper Bay' cannot stand in addresses: use up to 40 small letters, digits and single hyphens,"
            " such as juniper-bay."
        ],
        "name": ["The name is empty."],
        "fiscal_year_start": ["A fiscal year cannot start on February 29: most years have none."],
        "time_zone": ["There is no time zone 'Mars/Base'; write it like America/Denver."],
    }
    assert District.objects.count() == 0


@pytest.mark.parametrize("slug", ["", "a" * 41, "-a", "a-", "a--b", "a_b", "ä", "a/b", "a\n"])
def test_create_district_refuses_slugs_that_are_no_address(db, slug):
    with pytest.raises(ValidationError) as refused:
        create_district(by=None, slug=slug, name="Name")
    assert list(refused.value.message_dict) == ["slug"]


def test_create_district_inside_another_district_is_refused(juniper):
    with pytest.raises(NestedDistrictScope), district_scope(juniper):
        create_district(by=None, slug="cedar-falls", name="Cedar Falls")
    assert District.objects.count() == 1


@pytest.mark.parametrize("text", ["7-1", "0701", "13-01", "02-30", "00-10", "07-01 ", "٠٧-٠١", ""])
def test_month_and_day_refuses_what_is_no_day(text):
    with pytest.raises(ValidationError):
        month_and_day(text)
