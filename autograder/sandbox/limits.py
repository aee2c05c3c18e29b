"""How much of the machine a submission may use, and the layers that keep it from more."""

from __future__ import annotations

from dataclasses import dataclass

LAYERS = ("rlimits", "no_new_privs", "unprivileged", "landlock", "seccomp", "namespaces")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds are of wall-clock time, as a sleeping submission uses no processor."""

    call_seconds: float = 5.0
    load_seconds: float = 10.0
    submission_seconds: float = 60.0
    memory_bytes: int = 1 << 30

    @property
    def processor_seconds(self) -> int:
        """The processor time of a process, which no process that keeps the other limits comes near."""
        return int(self.submission_seconds) + 5
