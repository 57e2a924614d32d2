"""A profile: how one layout of files becomes ledger rows. JSON with a schema; docs/import-profiles.md describes it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from balance.paths import BASE_DIR
from balance.sheets import Layout
from budgets.domain.profiles.meaning import faults
from budgets.domain.profiles.schema import faults_of_shape

READY = BASE_DIR / "profiles"
LARGEST = 1 << 20


class ProfileRefused(ValueError):
    """A profile that cannot be used: every fault as (path in the JSON, reason)."""

    def __init__(self, source: str, faults: list[tuple[str, str]]) -> None:
        self.source, self.faults = source, faults
        lines = [f"  {path or 'the profile'}: {why}" for path, why in faults]
        super().__init__("\n".join([f"profile {source}:" if source else "profile:", *lines]))


@dataclass(frozen=True, slots=True)
class Load:
    """What the rows of a file mean beside those of the files before it (docs/import-profiles.md, "load")."""

    mode: str
    by: str = ""
    key: tuple[str, ...] = ()
    window: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class SegmentSpec:
    """One part of the account code, in the order of the chart."""

    name: str
    role: str
    length: int | None


@dataclass(frozen=True)
class Profile:
    """A profile that has passed its schema and makes sense in itself."""

    content: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.content["name"])

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @property
    def feed(self) -> str:
        """Loads of one feed are compared with each other; two feeds of a year stand side by side."""
        return str(self.content.get("feed", self.name))

    @cached_property
    def version(self) -> str:
        """Hash of the content: two files that say the same are one version."""
        return hashlib.sha256(json.dumps(self.content, sort_keys=True).encode()).hexdigest()

    @cached_property
    def load(self) -> Load:
        said = self.content["load"]
        mode = said["mode"]
        window = said.get("window", "year") if mode == "replace" else ""
        usual = {"replace": "withdrawn", "append": "keep", "balances": "keep"}[mode]
        return Load(mode, said.get("by", ""), tuple(said.get("key", ())), window, said.get("missing", usual))

    @cached_property
    def rows_stand_alone(self) -> bool:
        """Whether a row says the same whatever rows stand around it: nothing is counted, carried along, proved by a
        subtotal or added up, and an account may come again."""
        said = self.content
        return not (
            any({"count", "carry"} & set(part) for part in said.get("parts", {}).values())
            or any("proves" in rule for rule in said.get("drop", []))
            or any(check.get("over", "row") != "row" for check in said.get("checks", []))
            or self.account["once"]
        )

    @cached_property
    def layout(self) -> Layout:
        """How the bytes are to be read."""
        said = self.content.get("file", {})
        names = ("format", "delimiter", "quoted", "encoding", "sheet")
        return Layout(**{name: said[name] for name in names if name in said})

    @cached_property
    def segments(self) -> list[SegmentSpec]:
        """The chart of accounts as this layout has it."""
        return [
            SegmentSpec(said["name"], said.get("role", "local"), said.get("length"))
            for said in self.content["account"]["segments"]
        ]

    @cached_property
    def account(self) -> Mapping[str, Any]:
        """The "account" part; a line stands once in a balance report unless the profile says otherwise."""
        return {"once": self.load.mode == "balances", **self.content["account"]}


def load_profile(name_or_path: str) -> Profile:
    """The ready profile of that name, or the profile in that file. Raises ProfileRefused with every fault."""
    path = Path(name_or_path)
    ready = READY / f"{name_or_path}.json"
    if path.name == name_or_path and not path.exists() and ready.exists():
        path = ready
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        known = ", ".join(sorted(each.stem for each in READY.glob("*.json")))
        reason = f"cannot be opened ({getattr(error, 'strerror', error)}); the ready profiles are {known}"
        raise ProfileRefused(name_or_path, [("", reason)]) from error
    if len(data) > LARGEST:
        raise ProfileRefused(name_or_path, [("", "is larger than a megabyte")])
    try:
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise ProfileRefused(name_or_path, [("", f"is not JSON: {error}")]) from error
    return make_profile(content, source=name_or_path)


def make_profile(content: Any, *, source: str = "") -> Profile:
    """A profile out of its content. Raises ProfileRefused with every fault."""
    problems = faults_of_shape(content) or list(faults(content))
    if problems:
        raise ProfileRefused(source, problems)
    return Profile(content)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON takes the last of two equal names in silence; here it is a mistake."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"“{next(name for name in names if names.count(name) > 1)}” stands twice in one object")
    return found
