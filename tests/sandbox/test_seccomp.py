"""The filter of system calls: the program says what the table says, on every machine that it is made for."""

import pytest

from autograder.sandbox.inside.confinement import seccomp, syscalls
from autograder.sandbox.inside.confinement.syscalls import ALLOWED, AUDIT_ARCH, allowed_on

FORBIDDEN = {
    "x86_64": {"clone": 56, "fork": 57, "execve": 59, "kill": 62, "ptrace": 101, "socket": 41, "prlimit64": 302},
    "aarch64": {"clone": 220, "execve": 221, "kill": 129, "ptrace": 117, "socket": 198, "prlimit64": 261},
}


def decide(machine, number, second=0, arch=None):
    """What the filter answers to a call: run its instructions as the kernel would."""
    data = {
        seccomp.ARCH: AUDIT_ARCH[machine] if arch is None else arch,
        seccomp.NUMBER: number,
        seccomp.SECOND_ARGUMENT: second,
    }
    instructions = seccomp.program(machine, allowed_on(machine))
    at, loaded = 0, 0
    while True:
        code, if_true, if_false, operand = instructions[at]
        at += 1
        if code == seccomp.RETURN:
            return operand
        if code == seccomp.LOAD:
            loaded = data[operand]
        else:
            holds = loaded == operand if code == seccomp.EQUAL else loaded >= operand
            at += if_true if holds else if_false


@pytest.mark.parametrize("machine", AUDIT_ARCH)
def test_the_table_is_allowed_and_nothing_else(machine):
    """Every listed call passes, with a listed command where there are some; every other number up to 600 is refused."""
    listed = dict(allowed_on(machine))
    for number in range(600):
        commands = listed.get(number)
        wanted = seccomp.ALLOW if commands is not None else seccomp.REFUSE
        assert decide(machine, number, commands[0] if commands else 0) == wanted
        if commands:
            assert decide(machine, number, 0xFFFF) == seccomp.REFUSE


@pytest.mark.parametrize(
    ("machine", "name"), [(machine, name) for machine, names in FORBIDDEN.items() for name in names], ids=str
)
def test_dangerous_calls_are_refused(machine, name):
    """Processes, programs, signals, sockets and limits are out of reach."""
    assert decide(machine, FORBIDDEN[machine][name]) == seccomp.REFUSE


@pytest.mark.parametrize("machine", AUDIT_ARCH)
def test_every_jump_can_be_written(machine):
    """No jump of the program is wider than the byte that it is written in."""
    instructions = seccomp.program(machine, allowed_on(machine))
    assert max(max(if_true, if_false) for _, if_true, if_false, _ in instructions) < 256
    seccomp.Filter(instructions, machine)


@pytest.mark.parametrize("machine", AUDIT_ARCH)
def test_another_architecture_is_the_end(machine):
    """A call by the numbers of another architecture kills the process, and one of x32 is refused."""
    assert decide(machine, 0, arch=0x40000003) == seccomp.KILL
    assert decide(machine, seccomp.X32) == seccomp.REFUSE


def test_every_call_has_one_number_a_machine():
    """No number stands twice in the table, and every call has one on one machine at least."""
    for numbers in ([call.x86_64 for call in ALLOWED], [call.arm64 for call in ALLOWED]):
        known = [number for number in numbers if number is not None]
        assert len(known) == len(set(known))
    assert all(call.x86_64 is not None or call.arm64 is not None for call in ALLOWED)


def test_a_machine_without_a_table_has_no_filter(monkeypatch):
    """On another machine there is an OSError that names it, and not a filter with wrong numbers."""
    monkeypatch.setattr(seccomp.os, "uname", lambda: type("Uname", (), {"machine": "riscv64"}))
    with pytest.raises(OSError, match="no list of system calls for riscv64"):
        seccomp.student_filter()
    assert "riscv64" not in syscalls.SECCOMP
