"""A world of its own for the zygote and its forks: users, processes, network, IPC, and a file system with Python only.

Made once a zygote, as making a network costs more than all the rest of a fork.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Sequence

from autograder.sandbox.inside.confinement import libc
from autograder.sandbox.inside.confinement.privileges import ZYGOTE_UID
from autograder.sandbox.inside.confinement.syscalls import MOUNT_SETATTR, MOVE_MOUNT, OPEN_TREE, PIVOT_ROOT

NEW_USER, NEW_PID, NEW_NET = 0x10000000, 0x20000000, 0x40000000  # CLONE_NEW*
NEW_IPC, NEW_MOUNTS, NEW_UTS = 0x08000000, 0x00020000, 0x04000000

AT_FDCWD = -100
AT_EMPTY_PATH, AT_RECURSIVE = 0x1000, 0x8000
OPEN_TREE_CLONE, OPEN_TREE_CLOEXEC = 1, 0o2000000
MOVE_MOUNT_F_EMPTY_PATH = 0x4
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID = 1, 2
MS_REC, MS_PRIVATE, MS_NOSUID, MS_NODEV = 0x4000, 0x40000, 2, 4
MNT_DETACH = 2
MOUNT_POINT = "/usr"  # a folder that every system has; what was in it stays out of sight
PACKAGE_FOLDERS = ("site-packages", "dist-packages")
UIDS = 2  # the zygote's, which is user 0 inside, and the student's
SECOND_USER = 1


def enter(readable: Sequence[str], files: Sequence[str]) -> bool:
    """Leave for new namespaces, with a root that holds the folders and files named, read only. Raises OSError.

    The process itself keeps its number; the next one that it forks is the first of the new process namespace. Where
    there is a folder of installed packages in a readable folder, an empty one stands in its place. Returns whether the
    user namespace has a second user, which only root outside can give it.
    """
    before, as_root = _namespaces(), os.geteuid() == 0
    _unshare_with_users()
    if any(old == new for old, new in zip(before, _namespaces(), strict=True)):
        raise OSError("a namespace stayed as it was")
    libc.mount("none", "/", None, MS_REC | MS_PRIVATE)
    trees = [(path, _clone(path)) for path in [*readable, *files]]
    links = [(name, os.readlink(f"/{name}")) for name in os.listdir("/") if os.path.islink(f"/{name}")]
    _become_first_user()
    libc.mount("none", MOUNT_POINT, "tmpfs", MS_NOSUID | MS_NODEV)
    for name, target in links:  # /lib and its like, which the dynamic linker goes by
        os.symlink(target, f"{MOUNT_POINT}/{name}")
    for path, tree in trees:
        _attach(path, tree, is_folder=path in readable)
    _set_attributes(AT_FDCWD, MOUNT_POINT, AT_RECURSIVE, MOUNT_ATTR_RDONLY)
    os.chdir(MOUNT_POINT)
    libc.syscall("pivot_root", PIVOT_ROOT[os.uname().machine], ctypes.c_char_p(b"."), ctypes.c_char_p(b"."))
    libc.unmount(".", MNT_DETACH)
    os.chdir("/")
    return as_root


def _namespaces() -> list[int]:
    return [os.stat(f"/proc/self/ns/{name}").st_ino for name in ("user", "mnt", "net", "ipc", "uts")]


def _unshare_with_users() -> None:
    """Unshare; as root onto two users that nobody has, else onto ourselves alone."""
    new = NEW_USER | NEW_PID | NEW_NET | NEW_IPC | NEW_MOUNTS | NEW_UTS
    uid, gid, pid = os.geteuid(), os.getegid(), os.getpid()
    if uid != 0:
        libc.unshare(new)
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"0 {uid} 1")
        _write("/proc/self/gid_map", f"0 {gid} 1")
        return
    wait, go = os.pipe()
    helper = os.fork()  # only a process outside may map users that are not its own
    if helper == 0:
        try:
            os.close(go)
            os.read(wait, 1)
            _write(f"/proc/{pid}/uid_map", f"0 {ZYGOTE_UID} {UIDS}")
            _write(f"/proc/{pid}/gid_map", f"0 {ZYGOTE_UID} {UIDS}")
            os._exit(0)
        except BaseException:
            os._exit(1)
    try:
        libc.unshare(new)
    finally:
        os.close(wait)
        os.close(go)
        mapped = os.waitstatus_to_exitcode(os.waitpid(helper, 0)[1]) == 0
    if not mapped:
        raise OSError("the users could not be mapped")


def _become_first_user() -> None:
    """Be user 0 of the namespace, which is nobody outside; files belong to a user from here on."""
    if os.getuid() != 0:
        os.setgroups([])
        os.setresgid(0, 0, 0)
        os.setresuid(0, 0, 0)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def _clone(path: str) -> int:
    """A copy of what is mounted at `path` and below, not attached anywhere yet; read only.

    /dev/null is the only device asked for, so devices stay what they are.
    """
    flags = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE
    tree = libc.syscall("open_tree", OPEN_TREE, AT_FDCWD, ctypes.c_char_p(os.fsencode(path)), flags)
    _set_attributes(tree, "", AT_EMPTY_PATH | AT_RECURSIVE, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID)
    return tree


def _set_attributes(at: int, path: str, flags: int, attributes: int) -> None:
    what = ctypes.create_string_buffer(struct.pack("<QQQQ", attributes, 0, 0, 0))  # struct mount_attr
    libc.syscall("mount_setattr", MOUNT_SETATTR, at, ctypes.c_char_p(os.fsencode(path)), flags, what, 32)


def _attach(path: str, tree: int, *, is_folder: bool) -> None:
    target = MOUNT_POINT + path
    if is_folder:
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    encoded = ctypes.c_char_p(os.fsencode(target))
    libc.syscall("move_mount", MOVE_MOUNT, tree, ctypes.c_char_p(b""), AT_FDCWD, encoded, MOVE_MOUNT_F_EMPTY_PATH)
    os.close(tree)
    for name in PACKAGE_FOLDERS:
        if os.path.isdir(f"{target}/{name}"):
            libc.mount("none", f"{target}/{name}", "tmpfs", MS_NOSUID | MS_NODEV)
