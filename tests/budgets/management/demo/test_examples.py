from pathlib import Path

from budgets.management.demo.examples import write_examples
from budgets.management.demo.files import EXAMPLES, LAYOUTS

WRITTEN_BY_HAND = {"README.md", *(f"{slug}/profile.json" for slug in LAYOUTS)}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_examples_are_what_the_demo_writes_byte_for_byte(tmp_path: Path) -> None:
    write_examples(tmp_path)
    kept = {name: content for name, content in contents(EXAMPLES).items() if name not in WRITTEN_BY_HAND}
    made = contents(tmp_path)
    assert sorted(made) == sorted(kept)
    assert [name for name, content in made.items() if kept[name] != content] == []


def test_examples_are_small() -> None:
    assert max(content.count(b"\n") for name, content in contents(EXAMPLES).items() if name.endswith(".csv")) < 500
