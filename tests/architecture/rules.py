"""Rules of the house that a program can read from the source: each names what breaks it in one file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ("balance", "accounts", "budgets", "notifications")
LONGEST_FILE = 300
# A place for anything is a place where nothing is found again.
NO_NAMES = {"utils", "util", "helpers", "helper", "services", "signals", "common", "misc", "lib"}
ORM_CALLS = {
    "filter",
    "exclude",
    "annotate",
    "aggregate",
    "select_related",
    "prefetch_related",
    "values_list",
    "order_by",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "refresh_from_db",
    "full_clean",
}
MANAGERS = {"objects", "_base_manager", "_default_manager"}
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
INLINE = re.compile(r"""\sstyle=|<style\b|<script(?![^>]*\bsrc=)|\son[a-z]+=["']|javascript:|https?://(?!\{)""", re.I)


def files(*folders: str, suffix: str = ".py") -> list[Path]:
    """Files of these folders, as paths from the root. What is made at run time is not among them."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
    return sorted(path.relative_to(ROOT) for path in found if "__pycache__" not in path.parts)


def text_of(path: Path) -> str:
    return (ROOT / path).read_text()


def too_long(text: str) -> bool:
    return len(text.splitlines()) > LONGEST_FILE


def misplaced(path: Path) -> bool:
    return bool({*path.with_suffix("").parts} & NO_NAMES)


def orm_uses(text: str) -> list[str]:
    """Where a module reaches for the database itself: managers, querysets, connections, models as more than a type."""
    tree = ast.parse(text)
    models = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] == "models"
        for alias in node.names
        if not (node.module or "").startswith("django")
    }
    typing = {id(name) for note in _annotations(tree) for name in ast.walk(note)}
    return [name for node in ast.walk(tree) for name in _orm_use(node, models, typing)]


def _orm_use(node: ast.AST, models: set[str], typing: set[int]) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
        yield node.attr
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ORM_CALLS:
        yield node.func.attr
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db"):
        yield from (alias.name for alias in node.names if alias.name != "QuerySet")
    if isinstance(node, ast.Name) and node.id in models and id(node) not in typing:
        yield node.id


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        found = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        # What a generic is made of, such as `Iterator[Membership]` as a base class.
        found += [node] if isinstance(node, ast.Subscript) else []
        yield from (note for note in found if note is not None)


def float_uses(text: str) -> list[str]:
    """Where a number could lose a cent: a literal with a fraction, `float(...)`, `math`."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(repr(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float":
            found.append("float()")
        if isinstance(node, ast.Attribute) and node.attr == "FloatField":
            found.append("FloatField")
        if isinstance(node, ast.Import) and any(alias.name == "math" for alias in node.names):
            found.append("math")
    return found


def imported(text: str) -> set[str]:
    """Every module that a file imports, and every name from it, as dotted text."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def loose_sql(text: str) -> list[str]:
    """SQL texts put together from anything but constants: what `execute`, `raw` and `read` are given.

    A constant is a literal, a name in capitals, or several of those; anything else could carry a value into the text.
    """
    takes_sql = {"execute", "executemany", "raw", "copy_expert"}
    readers = ("balance.reading.read", "balance.reading.read_planned", "budgets.queries.entry_sql.read_where")
    takes_sql |= {name.rpartition(".")[2] for name in readers if name in imported(text)}
    found = []
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in takes_sql and not _is_constant(node.args[0]):
            found.append(ast.unparse(node.args[0]))
    return found


def _is_constant(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Name):
        return node.id.isupper()
    if isinstance(node, ast.Subscript):
        return _is_constant(node.value)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and _is_constant(node.left) and _is_constant(node.right)
    if isinstance(node, ast.JoinedStr):
        return all(_is_constant(part) for part in node.values)
    return isinstance(node, ast.FormattedValue) and _is_constant(node.value)
