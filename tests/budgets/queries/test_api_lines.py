"""Lines as the API lists them: of a unit by code, with what a list shows already read."""

import pytest

from balance.tenancy.scope import district_scope
from budgets.models import Line
from budgets.queries.api_lines import of_units, with_balance, with_names


@pytest.fixture
def lines(cast):
    with district_scope(cast.ours.district):
        yield Line.objects.order_by("code")


@pytest.mark.parametrize(
    ("site", "department", "codes"),
    [
        (
            None,
            None,
            "010-0000-4200-214 010-0000-4310-214 010-0000-4310-215 010-0000-4310-999 010-0000-5800-214"
            " 010-3010-4310-214",
        ),
        ("214", None, "010-0000-4200-214 010-0000-4310-214 010-0000-5800-214 010-3010-4310-214"),
        (None, "ATH", "010-0000-5800-214"),
        ("214", "ATH", "010-0000-5800-214"),
        ("215", "ATH", ""),
        ("ATH", None, ""),
        (None, "214", ""),
        ("", None, ""),
    ],
)
def test_lines_of_a_year_of_a_site_a_department_or_both(lines, cast, site, department, codes):
    found = of_units(lines, cast.ours.years[2027], site=site, department=department)
    assert [line.code for line in found] == codes.split()
    assert {line.fiscal_year_id for line in found} <= {cast.ours.years[2027].pk}


def test_names_and_figures_of_all_lines_take_one_statement(lines, cast, django_assert_num_queries):
    lines = of_units(lines, cast.ours.years[2027], site=None, department=None)
    with django_assert_num_queries(1):
        named = [
            (line.site and line.site.code, line.department and line.department.code, line.pool and line.pool.code)
            for line in with_names(lines)
        ]
    assert named == [
        ("214", None, "materials/214"),
        ("214", None, "materials/214"),
        ("215", None, None),
        (None, None, None),
        ("214", "ATH", None),
        ("214", None, None),
    ]
    with django_assert_num_queries(1):
        spent = [str(line.balance.expended) for line in with_balance(lines)]
    assert spent == ["742.50", "1200.00", "0.00", "77.70", "316.40", "0.00"]
