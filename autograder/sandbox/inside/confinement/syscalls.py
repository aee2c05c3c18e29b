"""The system calls that Python and numpy make while they compute, by their numbers on each machine.

Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h (arm64) of Linux. None where an
architecture has no such call. What is not listed here is refused.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that is allowed, whole or only with these values of its second argument."""

    name: str
    x86_64: int | None
    arm64: int | None
    commands: tuple[int, ...] = ()


ALLOWED = (
    # The pipes to the grader, and files that Landlock lets be read.
    Call("read", 0, 63),  # __NR_read
    Call("write", 1, 64),  # __NR_write
    Call("readv", 19, 65),  # __NR_readv
    Call("writev", 20, 66),  # __NR_writev
    Call("pread64", 17, 67),  # __NR_pread64
    Call("open", 2, None),  # __NR_open
    Call("openat", 257, 56),  # __NR_openat
    Call("close", 3, 57),  # __NR_close
    Call("lseek", 8, 62),  # __NR_lseek
    Call("stat", 4, None),  # __NR_stat
    Call("fstat", 5, 80),  # __NR_fstat
    Call("lstat", 6, None),  # __NR_lstat
    Call("newfstatat", 262, 79),  # __NR_newfstatat
    Call("statx", 332, 291),  # __NR_statx
    Call("access", 21, None),  # __NR_access
    Call("faccessat", 269, 48),  # __NR_faccessat
    Call("faccessat2", 439, 439),  # __NR_faccessat2
    Call("readlink", 89, None),  # __NR_readlink
    Call("readlinkat", 267, 78),  # __NR_readlinkat
    Call("getdents64", 217, 61),  # __NR_getdents64
    Call("getcwd", 79, 17),  # __NR_getcwd
    Call("chdir", 80, 49),  # __NR_chdir: harmless, as nothing is written and no path of ours is relative
    Call("dup", 32, 23),  # __NR_dup
    Call("dup2", 33, None),  # __NR_dup2
    Call("dup3", 292, 24),  # __NR_dup3
    Call("pipe", 22, None),  # __NR_pipe
    Call("pipe2", 293, 59),  # __NR_pipe2
    Call("poll", 7, None),  # __NR_poll
    Call("ppoll", 271, 73),  # __NR_ppoll
    Call("select", 23, None),  # __NR_select
    Call("pselect6", 270, 72),  # __NR_pselect6
    Call("fcntl", 72, 25, (0, 1, 2, 3, 1030)),  # __NR_fcntl: F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC
    Call("ioctl", 16, 29, (0x5401, 0x5413, 0x5451, 0x5450)),  # __NR_ioctl: TCGETS, TIOCGWINSZ, FIOCLEX, FIONCLEX
    # Memory.
    Call("mmap", 9, 222),  # __NR_mmap
    Call("mprotect", 10, 226),  # __NR_mprotect
    Call("munmap", 11, 215),  # __NR_munmap
    Call("mremap", 25, 216),  # __NR_mremap
    Call("madvise", 28, 233),  # __NR_madvise
    Call("brk", 12, 214),  # __NR_brk
    # Signals to itself, time, and waiting.
    Call("rt_sigaction", 13, 134),  # __NR_rt_sigaction
    Call("rt_sigprocmask", 14, 135),  # __NR_rt_sigprocmask
    Call("rt_sigreturn", 15, 139),  # __NR_rt_sigreturn
    Call("sigaltstack", 131, 132),  # __NR_sigaltstack
    Call("pause", 34, None),  # __NR_pause
    Call("nanosleep", 35, 101),  # __NR_nanosleep
    Call("clock_nanosleep", 230, 115),  # __NR_clock_nanosleep
    Call("clock_gettime", 228, 113),  # __NR_clock_gettime
    Call("clock_getres", 229, 114),  # __NR_clock_getres
    Call("gettimeofday", 96, 169),  # __NR_gettimeofday
    Call("time", 201, None),  # __NR_time
    Call("times", 100, 153),  # __NR_times
    Call("getrusage", 98, 165),  # __NR_getrusage
    Call("futex", 202, 98),  # __NR_futex
    Call("sched_yield", 24, 124),  # __NR_sched_yield
    Call("sched_getaffinity", 204, 123),  # __NR_sched_getaffinity
    Call("restart_syscall", 219, 128),  # __NR_restart_syscall
    Call("set_robust_list", 273, 99),  # __NR_set_robust_list
    Call("rseq", 334, 293),  # __NR_rseq
    # Who and where am I.
    Call("getpid", 39, 172),  # __NR_getpid
    Call("getppid", 110, 173),  # __NR_getppid
    Call("gettid", 186, 178),  # __NR_gettid
    Call("getuid", 102, 174),  # __NR_getuid
    Call("geteuid", 107, 175),  # __NR_geteuid
    Call("getgid", 104, 176),  # __NR_getgid
    Call("getegid", 108, 177),  # __NR_getegid
    Call("uname", 63, 160),  # __NR_uname
    Call("getrandom", 318, 278),  # __NR_getrandom
    # The end.
    Call("exit", 60, 93),  # __NR_exit
    Call("exit_group", 231, 94),  # __NR_exit_group
)

SECCOMP = {"x86_64": 317, "aarch64": 277}  # __NR_seccomp
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_X86_64, AUDIT_ARCH_AARCH64
CAPSET = {"x86_64": 126, "aarch64": 91}  # __NR_capset
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}  # __NR_pivot_root

# These have one number everywhere.
LANDLOCK_CREATE_RULESET = 444  # __NR_landlock_create_ruleset
LANDLOCK_ADD_RULE = 445  # __NR_landlock_add_rule
LANDLOCK_RESTRICT_SELF = 446  # __NR_landlock_restrict_self
OPEN_TREE = 428  # __NR_open_tree
MOVE_MOUNT = 429  # __NR_move_mount
MOUNT_SETATTR = 442  # __NR_mount_setattr


def allowed_on(machine: str) -> list[tuple[int, tuple[int, ...]]]:
    """The numbers of the allowed calls on a machine (as os.uname names it), with the commands allowed of each."""
    numbers = [(call.x86_64 if machine == "x86_64" else call.arm64, call.commands) for call in ALLOWED]
    return [(number, commands) for number, commands in numbers if number is not None]
