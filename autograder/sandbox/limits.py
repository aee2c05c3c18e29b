"""How much of the machine a submission may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds are of wall-clock time, as a sleeping submission uses no processor."""

    call_seconds: float = 5.0
    load_seconds: float = 10.0
    submission_seconds: float = 60.0
    memory_bytes: int = 1 << 30
