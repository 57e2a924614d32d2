"""What PostgreSQL's own catalog must say of every table (security.md §1.3): one query per wall, naming what breaks it.

Each query returns the names of what is wrong; none is the proof. `test_catalog.py` runs them, and takes each wall
down to see its query speak up.
"""

from django.apps import apps
from django.db import connections

from balance.tenancy.models import OwnedModel
from balance.tenancy.operations import app_role
from tests.isolation.rows import OWNED, OWNED_TABLES

# Tables of no district. Sign-in and the migrations need them; nothing of a ledger is in them.
GLOBAL_TABLES = {
    "accounts_district",
    "accounts_membership",
    "accounts_user",
    "account_emailaddress",
    "account_emailconfirmation",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "django_session",
}
# What the app may do with a table: all of this unless the table is named below.
READ_WRITE = {"select", "insert", "update", "delete"}
RIGHTS = {
    "accounts_auditevent": {"select", "insert"},
    "accounts_district": {"select", "insert", "update"},
    "accounts_membership": {"select", "insert", "update"},
    "accounts_user": {"select", "insert", "update"},
    "auth_group": set(),
    "auth_group_permissions": set(),
    "auth_permission": set(),
    "budgets_check": {"select", "insert"},
    "budgets_import": {"select", "insert", "update"},
    "budgets_look": {"select", "insert", "update"},
    "budgets_question": {
        "select",
        "insert",
        *(f"update ({column})" for column in ("sent_at", "answered_at", "answered_by_id", "answer")),
    },
    "budgets_reportedbalance": {"select", "insert"},
    "budgets_transaction": {"select", "insert", "update (superseded_by_import_id)"},
    "django_content_type": {"select"},
    "django_migrations": {"select"},
}
# Tables that a load fills: the app may VACUUM and ANALYZE them, where the server has a right for that alone.
MAINTAINED = {
    "budgets_line",
    "budgets_linebalance",
    "budgets_orderbalance",
    "budgets_reportedbalance",
    "budgets_transaction",
}
POLICY = (
    "(district_id = ( SELECT (NULLIF(current_setting('balance.district'::text, true), ''::text))::integer"
    ' AS "nullif"))'
)
OLDEST_SAFE = {15: 150014, 16: 160010, 17: 170006}  # CVE-2025-8713

TABLE = "from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any(%(owned)s)"
KEY = """
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
    join lateral (select array_agg(coalesce(a.attname, '?') order by k.n) as columns
                  from unnest(i.indkey::int2[]) with ordinality k(number, n)
                  left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number and k.number > 0
                  where k.n <= i.indnkeyatts) u on true
    where c.relnamespace = 'public'::regnamespace and c.relname = any(%(owned)s)
"""
REFERENCE = """
    from pg_constraint r join pg_class c on c.oid = r.conrelid join pg_class f on f.oid = r.confrelid
    join lateral (select array_agg(a.attname || '>' || b.attname order by k.n) as columns
                  from unnest(r.conkey, r.confkey) with ordinality k(here, there, n)
                  join pg_attribute a on a.attrelid = c.oid and a.attnum = k.here
                  join pg_attribute b on b.attrelid = f.oid and b.attnum = k.there) u on true
    where r.contype = 'f' and c.relnamespace = 'public'::regnamespace
"""
CHECKS = {
    "row-level security is on and forced": f"select relname {TABLE} and not (relrowsecurity and relforcerowsecurity)",
    "exactly one policy": f"""
        select relname || ' ' || (select count(*) from pg_policy p where p.polrelid = c.oid) {TABLE}
        and (select count(*) from pg_policy p where p.polrelid = c.oid) <> 1""",
    "the policy is the canonical one for all": """
        select c.relname || ' ' || polname from pg_policy p join pg_class c on c.oid = p.polrelid
        where not (polpermissive and polcmd = '*' and polroles = '{0}'
                   and pg_get_expr(polqual, polrelid) is not distinct from %(policy)s
                   and pg_get_expr(polwithcheck, polrelid) is not distinct from %(policy)s)""",
    "no policy elsewhere": """
        select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid where c.relname <> all(%(owned)s)""",
    "the app owns nothing": """
        select relname from pg_class where relowner = %(app)s::regrole
        and relnamespace not in (select oid from pg_namespace where nspname like 'pg\\_temp%%'
                                 or nspname like 'pg\\_toast%%')
        union all select proname from pg_proc where proowner = %(app)s::regrole
                         and pronamespace not in (select oid from pg_namespace where nspname like 'pg\\_temp%%')
        union all select nspname from pg_namespace where nspowner = %(app)s::regrole
        union all select datname from pg_database where datdba = %(app)s::regrole""",
    "the app passes no wall": """
        select rolname from pg_roles where rolname = %(app)s
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
        union all select roleid::regrole::text from pg_auth_members where member = %(app)s::regrole""",
    "the owner is bound too": "select rolname from pg_roles where rolname = %(owner)s and (rolsuper or rolbypassrls)",
    "nobody may truncate, refer to or put triggers on a table": """
        select c.relname || ' ' || g.privilege_type || ' ' || g.grantee::regrole
        from pg_class c, lateral aclexplode(c.relacl) g
        where c.relnamespace = 'public'::regnamespace and g.grantee <> c.relowner
        and g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
        and not (g.privilege_type = 'MAINTAIN' and c.relname = any(%(maintained)s)
                 and g.grantee = %(app)s::regrole)""",
    "nothing is granted to the public": """
        select c.relname from pg_class c, lateral aclexplode(c.relacl) g
        where c.relnamespace = 'public'::regnamespace and g.grantee = 0""",
    "the app may create nothing": """
        select nspname from pg_namespace where nspname not like 'pg\\_temp%%' and nspname not like 'pg\\_toast%%'
        and has_schema_privilege(%(app)s, oid, 'create')
        union all select datname from pg_database
        where datname = current_database() and has_database_privilege(%(app)s, oid, 'create')""",
    "a district is never missing": f"""
        select relname {TABLE} and not exists (select 1 from pg_attribute a
            where a.attrelid = c.oid and a.attname = 'district_id' and a.attnotnull)""",
    "a unique key begins with the district": f"""
        select c.relname || ' ' || x.relname {KEY} and i.indisunique and u.columns[1] <> 'district_id'
        and not (i.indisprimary and u.columns in ('{{id}}', '{{line_id}}'))""",
    "the district and the key are unique together": f"""
        select relname {TABLE} and not exists (select 1 from pg_constraint r where r.conrelid = c.oid
            and r.contype in ('u', 'p') and pg_get_constraintdef(r.oid) ~ '\\((district_id, (id|line_id))\\)$')""",
    "an index begins with the district": f"""
        select relname {TABLE} and c.relname not in (select c.relname {KEY} and u.columns[1] = 'district_id')""",
    "a reference between owned tables carries the district": f"""
        select c.relname || ' ' || r.conname {REFERENCE} and c.relname = any(%(owned)s)
        and (f.relname = any(%(owned)s) or f.relname = 'accounts_membership')
        and not (cardinality(u.columns) = 2 and u.columns[1] = 'district_id>district_id' and u.columns[2] like '%%>id')
        """,
    "every reference of a model is one of the database": f"""
        select w from unnest(%(references)s) w where w not in
        (select c.relname || '.' || split_part(u.columns[2], '>', 1) || ' ' || f.relname {REFERENCE}
         and u.columns[1] = 'district_id>district_id' and r.convalidated
         and to_jsonb(r) ->> 'conenforced' is distinct from 'false')""",
    "no rule rewrites a statement": """
        select c.relname || ' ' || r.rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class
        where c.relnamespace = 'public'::regnamespace""",
    "there are only tables, indexes and sequences": """
        select relname || ' ' || relkind::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind not in ('r', 'i', 'S')""",
    "no function runs as somebody else": """
        select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef""",
    "every trigger is on": """
        select c.relname || ' ' || tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where c.relnamespace = 'public'::regnamespace and tgenabled <> 'O'""",
    "every table is a district's or on the list": """
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f')
        and relname <> all(%(owned)s) and relname <> all(%(global)s)""",
    "the list names tables that exist": "select t from unnest(%(global)s || %(owned)s) t where to_regclass(t) is null",
    "a table with a district is owned": """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and c.relname <> all(%(owned)s) and c.relname <> 'accounts_membership'""",
}


def references() -> list[str]:
    """`table.column target` of every reference from an owned model to a table with a district."""
    with_district = {*OWNED_TABLES, "accounts_membership"}
    return [
        f"{model._meta.db_table}.{field.column} {field.related_model._meta.db_table}"
        for model in OWNED
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.db_table in with_district
    ]


def broken(name: str, alias: str = "default", **instead: object) -> list[str]:
    """What breaks the wall `name`, as one connection sees it. `instead` replaces a parameter of the query."""
    values = {
        "owned": OWNED_TABLES,
        "global": sorted(GLOBAL_TABLES),
        "app": app_role(),
        "owner": connections["owner"].settings_dict["USER"],
        "policy": POLICY,
        "maintained": sorted(MAINTAINED),
        "references": references(),
    }
    with connections[alias].cursor() as cursor:
        cursor.execute(CHECKS[name], values | instead)
        return sorted(row for (row,) in cursor.fetchall())


def rights(alias: str = "default") -> dict[str, set[str]]:
    """What the app may do with each table: rights on the whole table, and `right (column)` on one column alone."""
    sql = """
        select c.relname, lower(g.privilege_type) from pg_class c, lateral aclexplode(c.relacl) g
        where c.relnamespace = 'public'::regnamespace and c.relkind <> 'S' and g.grantee = %(app)s::regrole
        union all
        select c.relname, lower(g.privilege_type) || ' (' || a.attname || ')'
        from pg_attribute a join pg_class c on c.oid = a.attrelid, lateral aclexplode(a.attacl) g
        where c.relnamespace = 'public'::regnamespace and g.grantee = %(app)s::regrole
    """
    found: dict[str, set[str]] = {table: set() for table in (*OWNED_TABLES, *GLOBAL_TABLES)}
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, {"app": app_role()})
        for table, right in cursor.fetchall():
            found.setdefault(table, set()).add(right)
    return found


def may_maintain(table: str) -> set[str]:
    """The right that the app has on a table besides, on this server."""
    knows = connections["default"].pg_version >= 170000
    return {"maintain"} if knows and table in MAINTAINED else set()


def is_safe_version(number: int) -> bool:
    """Whether this `server_version_num` keeps the planner's statistics behind the policies."""
    return number >= OLDEST_SAFE.get(number // 10000, 180000)


def owned_subclasses() -> set[type]:
    """Every concrete subclass of OwnedModel that Python knows, whether an app's registry has it or not."""
    found, waiting = set(), [OwnedModel]
    while waiting:
        for child in waiting.pop().__subclasses__():
            waiting.append(child)
            if not child._meta.abstract and child._meta.apps is apps:
                found.add(child)
    return found
