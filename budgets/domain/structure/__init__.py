"""The structure file: what a district is made of, loaded as a whole or not at all. docs/structure.md is its page."""

from budgets.domain.structure.document import read_document
from budgets.domain.structure.load import Loaded, load_structure
from budgets.domain.structure.problems import Problem, StructureRefused

__all__ = ["Loaded", "Problem", "StructureRefused", "load_structure", "read_document"]
