"""What an instructor may choose: settings.json in the zip, written by `autograder build`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Shown(StrEnum):
    """When Gradescope shows a test to students; its own words."""

    VISIBLE = "visible"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Settings:
    """The module of the assignment, and when students see what public and what hidden cases found."""

    assignment: str
    public: Shown = Shown.VISIBLE
    hidden: Shown = Shown.AFTER_PUBLISHED


def to_json(settings: Settings) -> str:
    """The text of settings.json."""
    return json.dumps(asdict(settings), indent=2) + "\n"


def from_json(text: str) -> Settings:
    """The settings of a text. Raises ValueError or TypeError, naming what is not right."""
    found = json.loads(text)
    return Settings(**found | {key: Shown(found[key]) for key in ("public", "hidden") if key in found})
