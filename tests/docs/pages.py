"""Reading the written pages: sections, code blocks, examples on a command line, links."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PRETTY = " | python3 -m json.tool"


@dataclass(frozen=True)
class Example:
    """One command as a page shows it, and what it prints."""

    command: str
    output: str

    @property
    def is_ours(self) -> bool:
        return self._core.startswith("manage.py ")

    @property
    def words(self) -> list[str]:
        """The arguments after `manage.py`."""
        return shlex.split(self._core)[1:]

    @property
    def stdin(self) -> str:
        """What `echo … |` sends."""
        head, pipe, _ = self.command.partition(" | manage.py ")
        return f"{shlex.split(head)[1]}\n" if pipe else ""

    @property
    def is_pretty(self) -> bool:
        return self.command.endswith(PRETTY)

    @property
    def _core(self) -> str:
        core = self.command.removesuffix(PRETTY)
        _, pipe, rest = core.partition(" | manage.py ")
        return f"manage.py {rest}" if pipe else core


def markdown() -> list[Path]:
    """Every written page of the repository, as paths from the root."""
    found = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "static").rglob("*.md")]
    return sorted(path.relative_to(ROOT) for path in found)


def text_of(path: Path) -> str:
    return (ROOT / path).read_text()


def sections(text: str) -> dict[str, str]:
    """The text under each `## heading`, by heading."""
    _, *parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def examples(text: str) -> Iterator[Example]:
    """The commands of a page's blocks, in order: a line that begins with `$ `, and what stands under it."""
    for _, block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.replace("\\\n", " ").partition("\n")
            yield Example(re.sub(r"\s+", " ", command), output.strip("\n"))


def anchors(text: str) -> set[str]:
    """The names by which a page's headings are linked to."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(text: str) -> list[str]:
    """Targets of the links that lead to files of ours."""
    targets = re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", text))
    return [target for target in targets if not re.match(r"[a-z]+:", target)]
