"""Group E: right functions beside attempts on the network, the kernel and other processes; each must be refused."""

import pytest

NETWORK = """
$honest
import socket
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, socket.AF_VSOCK):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        must_fail(socket.socket, family, kind)
must_fail(socket.create_connection, ("127.0.0.1", 80), 0.1)
must_fail(socket.getaddrinfo, "example.org", 80)
"""
LOCAL = """
$honest
import socket
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    must_fail(socket.socket, socket.AF_UNIX, kind)
must_fail(socket.socketpair)
for number in range(3, 64):
    try:
        inherited = socket.socket(fileno=number)
    except OSError:
        continue
    for path in ("/var/run/docker.sock", "/run/dbus/system_bus_socket", "\\0/tmp/.X11-unix/X0"):
        must_fail(inherited.connect, path)
"""
SYSTEM = """
$honest
import ctypes, os
libc = ctypes.CDLL(None)
ARM = os.uname().machine == "aarch64"
def system(x86_64, arm64, *arguments):
    must_fail(libc.syscall, arm64 if ARM else x86_64, *arguments)
"""
PERSISTENT = """
area = ctypes.create_string_buffer(256)
must_fail(libc.shmget, 0x7EE7, 4096, 0o1666)
must_fail(libc.semget, 0x7EE7, 1, 0o1666)
must_fail(libc.msgget, 0x7EE7, 0o1666)
must_fail(libc.mq_open, b"/left", os.O_CREAT | os.O_RDWR, 0o666, None)
must_fail(libc.shm_open, b"/left", os.O_CREAT | os.O_RDWR, 0o666)
must_fail(os.memfd_create, "left")
system(248, 217, b"user", b"left", b"x", 1, -3)  # add_key
system(250, 219, 0, -3, 1)  # keyctl
system(425, 425, 8, area)  # io_uring_setup
must_fail(os.mkfifo, "$canary/left")
"""
LIMITS = """
import resource
low = (1, 1)
for pid in {1, os.getppid(), $grader, *$processes}:
    for what in (resource.RLIMIT_CPU, resource.RLIMIT_NOFILE, resource.RLIMIT_AS, resource.RLIMIT_FSIZE):
        must_fail(resource.prlimit, pid, what, low)
"""
PRIORITY = """
for pid in {1, os.getppid(), $grader, *$processes}:
    must_fail(os.setpriority, os.PRIO_PROCESS, pid, 19)
    must_fail(os.sched_setaffinity, pid, {0})
    must_fail(os.sched_setscheduler, pid, os.SCHED_IDLE, os.sched_param(0))
    system(251, 30, 1, pid, 3 << 13)  # ioprio_set: idle
    must_fail(open, "/proc/%d/oom_score_adj" % pid, "w")
must_fail(os.setpriority, os.PRIO_USER, 0, 19)
must_fail(os.setpriority, os.PRIO_PGRP, 0, 19)
"""
KILLING = """
import fcntl, signal
def kill_by_handle(pid, number):
    return signal.pidfd_send_signal(os.pidfd_open(pid), number)
for pid in {1, os.getppid(), $grader, *$processes, -1}:
    for number in (signal.SIGSTOP, signal.SIGKILL, signal.SIGINT):
        must_fail(os.kill, pid, number)
        must_fail(kill_by_handle, pid, number)
    for descriptor in range(64):
        must_fail(fcntl.fcntl, descriptor, fcntl.F_SETOWN, pid)
        must_fail(fcntl.fcntl, descriptor, 10, signal.SIGKILL)  # F_SETSIG
        must_fail(fcntl.fcntl, descriptor, fcntl.F_SETFL, os.O_ASYNC)
must_fail(os.killpg, $grader, signal.SIGKILL)
"""
TERMINAL = """
import fcntl
must_fail(os.open, "/dev/tty", os.O_RDWR)
must_fail(os.open, "/dev/ptmx", os.O_RDWR)
for descriptor in range(64):
    for character in "echo owned\\n":  # TIOCSTI, one by one
        must_fail(fcntl.ioctl, descriptor, 0x5412, character.encode())
    must_fail(fcntl.ioctl, descriptor, 0x540E, 0)  # TIOCSCTTY
    must_fail(fcntl.ioctl, descriptor, 0x541C, b"\\x02")  # TIOCLINUX
"""
METADATA = """
paths = ["$canary", "$canary/notes.txt", "$canary/empty", "$gradebook", "$gradebook/grades.csv"]
for path in paths + ["/proc/self/fd/%d" % number for number in range(3)]:
    must_fail(os.chmod, path, 0)
    must_fail(os.chown, path, os.getuid(), os.getgid())
    must_fail(os.utime, path, (0, 0))
    must_fail(os.setxattr, path, "user.score", b"4")
    must_fail(os.truncate, path, 0)
    must_fail(os.rename, path, path + ".old")
    must_fail(os.remove, path)
    must_fail(os.rmdir, path)
for descriptor in range(64):
    must_fail(os.fchmod, descriptor, 0)
    must_fail(os.fchown, descriptor, os.getuid(), os.getgid())
    must_fail(os.utime, descriptor, (0, 0))
    must_fail(os.setxattr, descriptor, "user.score", b"4")
"""
KERNEL = """
area = ctypes.create_string_buffer(256)
for flag in (0x10000000, 0x20000000, 0x40000000, 0x00020000, 0x08000000, 0x04000000):
    must_fail(libc.unshare, flag)
system(321, 280, 0, area, 256)  # bpf: BPF_MAP_CREATE
system(298, 241, area, 0, -1, -1, 0)  # perf_event_open
system(323, 282, 0)  # userfaultfd
system(250, 219, 0, -4, 0)  # keyctl
system(435, 435, area, 88)  # clone3
must_fail(libc.mount, b"none", b"/", b"tmpfs", 0, None)
must_fail(libc.chroot, b"/")
must_fail(libc.ptrace, 0, 0, None, None)
must_fail(libc.setns, 0, 0)
must_fail(os.setuid, 0)
must_fail(os.execv, "/bin/sh", ["sh", "-c", "id"])
"""

ROWS = [
    ("E1", "sends over the network", "honest", NETWORK),
    ("E2", "speaks to local sockets", "honest", LOCAL),
    ("E3", "leaves objects in the kernel", "honest", SYSTEM + PERSISTENT),
    ("E4", "limits the zygote", "honest", SYSTEM + LIMITS),
    ("E5", "slows the grader down", "honest", SYSTEM + PRIORITY),
    ("E6", "signals the grader and the zygote", "honest", SYSTEM + KILLING),
    ("E7", "types into the terminal", "honest", SYSTEM + TERMINAL),
    ("E8", "changes modes, times and attributes", "honest", SYSTEM + METADATA),
    ("E9", "enters the kernel by rare doors", "honest", SYSTEM + KERNEL),
]


@pytest.mark.parametrize(("row", "name", "outcome", "content"), ROWS, ids=[f"{row} {name}" for row, name, *_ in ROWS])
def test_other_processes_are_out_of_reach(attack, row, name, outcome, content):
    """Every attempt is refused, so the right functions keep all their points, and nothing outside has changed."""
    attack(content, outcome)
