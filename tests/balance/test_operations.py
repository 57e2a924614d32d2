"""The operations that build the walls: forwards, backwards, and over rows that break them."""

import pytest
from django.db import IntegrityError, connections, models, transaction
from django.db.migrations.state import ModelState, ProjectState

from balance.tenancy.operations import CompositeForeignKey, GrantTables, OwnTable

TABLES = """
create table trial_room (id bigserial primary key, district_id bigint not null);
create table trial_chair (id bigserial primary key, district_id bigint not null, room_id bigint);
"""
# Everything that the operations may change of the two tables and their sequences.
LOOK = r"""
select c.relname,
       c.relrowsecurity and c.relforcerowsecurity, c.relrowsecurity or c.relforcerowsecurity,
       (select array_agg(polname::text order by polname) from pg_policy p where p.polrelid = c.oid),
       (select array_agg(conname::text || ' ' || pg_get_constraintdef(r.oid) order by conname)
        from pg_constraint r where r.conrelid = c.oid and r.contype in ('u', 'f')),
       (select array_agg(lower(g.privilege_type) order by g.privilege_type) from aclexplode(c.relacl) g
        where g.grantee <> c.relowner)
from pg_class c where c.relname ~ '^trial_' and c.relkind in ('r', 'S') order by 1
"""
BARE = {
    "trial_chair": (False, False, None, None, None),
    "trial_chair_id_seq": (False, False, None, None, None),
    "trial_room": (False, False, None, None, None),
    "trial_room_id_seq": (False, False, None, None, None),
}
READ_WRITE = ["delete", "insert", "select", "update"]
ROOM_OWNED = (True, True, ["district"], ["trial_room_own UNIQUE (district_id, id)"], READ_WRITE)
CHAIR_KEY = "trial_chair_room_id_own_fk FOREIGN KEY (district_id, room_id) REFERENCES trial_room(district_id, id)"


def execute(statement):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def look():
    return {name: tuple(facts) for name, *facts in execute(LOOK)}


class Trial:
    """Runs operations on two tables of the owner; Django's picture of them is a state of two models."""

    def __init__(self):
        self.state = ProjectState()
        for name in ("Room", "Chair"):
            self.state.add_model(ModelState("trial", name, [("id", models.BigAutoField(primary_key=True))]))

    def forwards(self, operation):
        with connections["owner"].schema_editor(atomic=False) as editor:
            operation.database_forwards("trial", editor, self.state, self.state)

    def backwards(self, operation):
        with connections["owner"].schema_editor(atomic=False) as editor:
            operation.database_backwards("trial", editor, self.state, self.state)


@pytest.fixture
def trial(db):
    with transaction.atomic(using="owner"):
        execute(TABLES)
        yield Trial()
        transaction.set_rollback(True, using="owner")


def test_owned_table_has_all_walls_and_gives_them_back(trial):
    operation = OwnTable("Room")
    trial.forwards(operation)
    assert look() == BARE | {"trial_room": ROOM_OWNED, "trial_room_id_seq": (False, False, None, None, ["usage"])}
    trial.backwards(operation)
    seen = look()
    assert {name: facts[:4] for name, facts in seen.items()} == {name: facts[:4] for name, facts in BARE.items()}
    assert seen["trial_room"][4] is None


def test_rights_may_be_less_and_of_one_column(trial):
    trial.forwards(OwnTable("Chair", app_may="select, insert, update (room_id)", unique_id=False))
    assert look()["trial_chair"] == (True, True, ["district"], None, ["insert", "select"])
    granted = execute(
        "select a.attname, lower(g.privilege_type) from pg_attribute a, lateral aclexplode(a.attacl) g"
        " where a.attrelid = 'trial_chair'::regclass"
    )
    assert granted == [("room_id", "update")]


def test_table_that_is_only_read_gets_no_sequence(trial):
    trial.forwards(GrantTables(["trial_room"], "select"))
    assert look() == BARE | {"trial_room": (False, False, None, None, ["select"])}


def test_grants_are_given_back(trial):
    operation = GrantTables(["trial_room", "trial_chair"])
    trial.forwards(operation)
    assert [look()[table][4] for table in ("trial_room", "trial_chair")] == [READ_WRITE, READ_WRITE]
    trial.backwards(operation)
    assert [look()[table][4] for table in ("trial_room", "trial_chair")] == [None, None]


def test_reference_is_composite_and_leaves_the_walls_as_they_were(trial):
    trial.forwards(OwnTable("Room"))
    trial.forwards(OwnTable("Chair"))
    before = look()
    operation = CompositeForeignKey("Chair", "room_id", "Room")
    trial.forwards(operation)
    after = look()
    assert after["trial_chair"][3] == sorted([CHAIR_KEY, "trial_chair_own UNIQUE (district_id, id)"])
    assert {name: facts[:3] for name, facts in after.items()} == {name: facts[:3] for name, facts in before.items()}
    trial.backwards(operation)
    assert look() == before


def test_reference_is_checked_over_the_rows_that_are_there(trial):
    """The policies bind the owner too: the check of the key would see no row, and end as if all were well."""
    execute("insert into trial_room values (1, 10)")
    execute("insert into trial_chair values (1, 20, 1)")
    trial.forwards(OwnTable("Room"))
    trial.forwards(OwnTable("Chair"))
    assert execute("select count(*) from trial_chair") == [(0,)]
    with pytest.raises(IntegrityError, match="trial_chair_room_id_own_fk"), transaction.atomic(using="owner"):
        trial.forwards(CompositeForeignKey("Chair", "room_id", "Room"))
    # What the operation is there for: a plain key over the same rows is accepted, and said to be proved.
    execute("alter table trial_chair add foreign key (district_id, room_id) references trial_room (district_id, id)")
    plain = "select convalidated from pg_constraint where conrelid = 'trial_chair'::regclass and contype = 'f'"
    assert execute(plain) == [(True,)]


def test_operations_say_what_they_do(trial):
    operations = [OwnTable("Room"), CompositeForeignKey("Chair", "room_id", "Room"), GrantTables(["a", "b"], "select")]
    assert [operation.describe() for operation in operations] == [
        "Give Room to the districts (row-level security, rights of the app role)",
        "Tie Chair.room_id to Room inside the district",
        "Let the app role select a, b",
    ]
    before = trial.state.clone()
    for operation in operations:
        operation.state_forwards("trial", trial.state)
    assert trial.state == before
