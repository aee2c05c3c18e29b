"""Find an assignment by the name of its module."""

from __future__ import annotations

import importlib

from autograder.model import Assignment


class AssignmentError(Exception):
    """A name that is no assignment's; the message is a sentence."""


def load_assignment(module: str) -> Assignment:
    """The ASSIGNMENT of a module of the instructor's. Raises AssignmentError."""
    try:
        assignment = importlib.import_module(module).ASSIGNMENT
    except Exception as error:  # the module is the instructor's, and may fail in any way
        raise AssignmentError(f"No assignment in the module {module!r}: {error}.") from error
    if not isinstance(assignment, Assignment):
        raise AssignmentError(f"ASSIGNMENT in the module {module!r} is no Assignment, but {type(assignment).__name__}.")
    return assignment
