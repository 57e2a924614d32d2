"""The walls as the catalog tells them, and each of them taken down to see that its check would notice."""

from collections.abc import Iterator

import pytest
from django.db import connections, transaction

from balance.tenancy.operations import app_role
from tests.cast import build
from tests.isolation.catalog import (
    CHECKS,
    READ_WRITE,
    RIGHTS,
    broken,
    is_safe_version,
    may_maintain,
    owned_subclasses,
    references,
    rights,
)
from tests.isolation.rows import OWNED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wall", CHECKS)
def test_wall_stands(wall):
    assert broken(wall) == []


def test_rights_of_the_app_are_exactly_these():
    found = rights()
    assert found == {table: RIGHTS.get(table, READ_WRITE) | may_maintain(table) for table in found}


def test_server_is_new_enough_and_an_old_one_would_be_seen():
    assert is_safe_version(connections["default"].pg_version)
    old, new = (140099, 150013, 160009, 170005), (150014, 160010, 170006, 180000, 190001)
    assert [is_safe_version(number) for number in (*old, *new)] == [False] * 4 + [True] * 5


def test_no_owned_model_is_forgotten():
    assert owned_subclasses() == set(OWNED)
    assert len(references()) == 44


def test_ids_of_districts_fit_the_policys_type():
    """The policy compares with an integer: a district's id beyond it could never be entered, which is safe."""
    build()  # without a row to judge the policy may not be looked at
    with connections["default"].cursor() as cursor:
        cursor.execute("select set_config('balance.district', '2147483648', true)")
        with pytest.raises(Exception, match="out of range"), transaction.atomic():
            cursor.execute("select 1 from budgets_unit")


# (wall, what the owner does to it, what the check then says)
TAKEN_DOWN = [
    (
        "row-level security is on and forced",
        "alter table budgets_unit disable row level security",
        ["budgets_unit"],
    ),
    (
        "row-level security is on and forced",
        "alter table budgets_unit no force row level security",
        ["budgets_unit"],
    ),
    ("exactly one policy", "drop policy district on budgets_unit", ["budgets_unit 0"]),
    ("exactly one policy", "create policy more on budgets_unit using (true)", ["budgets_unit 2"]),
    (
        "the policy is the canonical one for all",
        "alter policy district on budgets_unit using (true)",
        ["budgets_unit district"],
    ),
    (
        "the policy is the canonical one for all",
        "alter policy district on budgets_unit with check (true)",
        ["budgets_unit district"],
    ),
    (
        "the policy is the canonical one for all",
        "alter policy district on budgets_unit to {owner}",
        ["budgets_unit district"],
    ),
    (
        "the policy is the canonical one for all",
        "create policy narrow on budgets_unit as restrictive using (false)",
        ["budgets_unit narrow"],
    ),
    ("no policy elsewhere", "create policy x on accounts_user using (true)", ["accounts_user"]),
    (
        "nobody may truncate, refer to or put triggers on a table",
        "grant truncate on budgets_unit to {app}",
        ["budgets_unit TRUNCATE {app}"],
    ),
    (
        "nobody may truncate, refer to or put triggers on a table",
        "grant references, trigger on accounts_user to {app}",
        ["accounts_user REFERENCES {app}", "accounts_user TRIGGER {app}"],
    ),
    ("nothing is granted to the public", "grant select on budgets_unit to public", ["budgets_unit"]),
    ("the app may create nothing", "grant create on schema public to {app}", ["public"]),
    ("a district is never missing", "alter table budgets_unit alter district_id drop not null", ["budgets_unit"]),
    (
        "a unique key begins with the district",
        "create unique index stray on budgets_unit (code, district_id)",
        ["budgets_unit stray"],
    ),
    (
        "a unique key begins with the district",
        "create unique index stray on budgets_unit (lower(code))",
        ["budgets_unit stray"],
    ),
    (
        "the district and the key are unique together",
        "alter table budgets_fund drop constraint budgets_fund_own",
        ["budgets_fund"],
    ),
    (
        "an index begins with the district",
        "alter table budgets_fund drop constraint budgets_fund_own, drop constraint fund_once",
        ["budgets_fund"],
    ),
    (
        "a reference between owned tables carries the district",
        "alter table budgets_line add constraint stray foreign key (site_id) references budgets_unit (id)",
        ["budgets_line stray"],
    ),
    (
        "every reference of a model is one of the database",
        "alter table budgets_line drop constraint budgets_line_site_id_own_fk",
        ["budgets_line.site_id budgets_unit"],
    ),
    (
        "every reference of a model is one of the database",
        "alter table budgets_line drop constraint budgets_line_site_id_own_fk, add constraint stray"
        " foreign key (district_id, site_id) references budgets_unit (district_id, id) not valid",
        ["budgets_line.site_id budgets_unit"],
    ),
    (
        "no rule rewrites a statement",
        "create rule stray as on update to budgets_unit do instead nothing",
        ["budgets_unit stray"],
    ),
    (
        "there are only tables, indexes and sequences",
        "create view stray as select * from budgets_unit",
        ["stray v"],
    ),
    (
        "there are only tables, indexes and sequences",
        "create materialized view stray as select * from budgets_unit",
        ["stray m"],
    ),
    (
        "no function runs as somebody else",
        "create function stray() returns bigint language sql security definer as 'select 1::bigint'",
        ["stray"],
    ),
    (
        "every trigger is on",
        "alter table budgets_transaction disable trigger never_deleted",
        ["budgets_transaction never_deleted"],
    ),
    ("every table is a district's or on the list", "create table stray (id bigint)", ["stray"]),
    ("a table with a district is owned", "create table stray (district_id bigint)", ["stray"]),
    ("the list names tables that exist", "alter table auth_group rename to stray", ["auth_group"]),
]


@pytest.fixture
def owners() -> Iterator[dict[str, str]]:
    """The owner's connection in a transaction that is taken back; yields the names of the two roles."""
    names = {"app": app_role(), "owner": connections["owner"].settings_dict["USER"]}
    with transaction.atomic(using="owner"):
        connections["owner"].cursor().execute("set local lock_timeout = '10s'")
        yield names
        transaction.set_rollback(True, using="owner")


@pytest.mark.parametrize(("wall", "statement", "said"), TAKEN_DOWN, ids=[f"{w}: {s}" for w, s, _ in TAKEN_DOWN])
def test_wall_that_is_taken_down_is_noticed(owners, wall, statement, said):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement.format(**owners))
    assert broken(wall, "owner") == [item.format(**owners) for item in said]


def test_right_that_is_given_to_the_app_is_noticed(owners):
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"grant update on accounts_auditevent to {owners['app']}")
        cursor.execute(f"grant update (amount) on budgets_transaction to {owners['app']}")
    found = rights("owner")
    assert found["accounts_auditevent"] == {"select", "insert", "update"}
    former = RIGHTS["budgets_transaction"] | may_maintain("budgets_transaction")
    assert found["budgets_transaction"] == former | {"update (amount)"}


def test_right_to_maintain_another_table_is_noticed(owners):
    wall = "nobody may truncate, refer to or put triggers on a table"
    rights = "maintain" if may_maintain("budgets_line") else "truncate"  # a server that knows no such right
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"grant {rights} on budgets_unit, budgets_line to {owners['app']}")
    noticed = [f"budgets_unit {rights.upper()} {owners['app']}"]
    if rights == "truncate":
        noticed.insert(0, f"budgets_line {rights.upper()} {owners['app']}")
    assert broken(wall, "owner") == noticed


def test_role_that_owns_or_passes_is_noticed():
    """Roles cannot be changed by the owner, so the same checks are asked about roles that own, and that pass."""
    owner = connections["owner"].settings_dict["USER"]
    assert "budgets_unit" in broken("the app owns nothing", app=owner)
    assert broken("the app passes no wall", app=owner) == [owner]  # it may create databases
    with connections["default"].cursor() as cursor:
        cursor.execute("select rolname from pg_roles where rolsuper limit 1")
        (superuser,) = cursor.fetchone()
    assert broken("the owner is bound too", owner=superuser) == [superuser]


def test_every_check_was_seen_to_fail():
    asked_about_others = {"the app owns nothing", "the app passes no wall", "the owner is bound too"}
    assert {wall for wall, _, _ in TAKEN_DOWN} | asked_about_others == set(CHECKS)
