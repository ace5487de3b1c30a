"""Reasons of the system for refusing, by the number of its error; (Chinese, English)."""

from __future__ import annotations

import errno

from posguard.errors import SystemReason

_PREFIX = "reason:"

REASONS: dict[str, tuple[str, str]] = {
    # What a name leads to.
    "reason:ENOENT": ("没有这个文件或文件夹", "no such file or folder"),
    "reason:EEXIST": ("已经有同名的文件或文件夹", "a file or folder of that name is there"),
    "reason:EISDIR": ("这是文件夹", "it is a folder"),
    "reason:ENOTDIR": ("路径里有一段不是文件夹", "part of the path is not a folder"),
    "reason:ENOTEMPTY": ("文件夹不是空的", "the folder is not empty"),
    "reason:ENAMETOOLONG": ("文件名太长", "the name is too long"),
    "reason:ELOOP": ("链接绕成了圈", "its links lead in a circle"),
    "reason:EXDEV": ("要放的地方在另一个磁盘上", "it would go to another disk"),
    "reason:EINVAL": (
        "系统不接受，也可能是名字里有不许用的字符",
        "the system does not accept it; the name may hold a character that is not allowed",
    ),
    # What is allowed.
    "reason:EACCES": ("没有权限", "permission denied"),
    "reason:EPERM": ("系统不允许", "the system does not allow it"),
    "reason:EROFS": ("磁盘是只读的", "the disk is read-only"),
    "reason:EBUSY": ("正被占用", "it is in use"),
    "reason:ETXTBSY": ("它是正在运行的程序", "it is a program that is running"),
    "reason:ENOLCK": ("系统现在给不了锁", "the system has no lock to give"),
    "reason:ENOTSUP": ("这个磁盘做不到", "this disk cannot do that"),
    # How much there is of everything.
    "reason:ENOSPC": ("磁盘满了", "the disk is full"),
    "reason:EDQUOT": ("磁盘配额用完了", "the disk quota is used up"),
    "reason:EFBIG": (
        "文件太大，超过了系统的限制",
        "the file is larger than the system allows",
    ),
    "reason:EMFILE": ("打开的文件太多", "too many files are open"),
    "reason:ENFILE": (
        "这台电脑打开的文件太多",
        "too many files are open on this computer",
    ),
    "reason:ENOMEM": ("内存不够", "there is not enough memory"),
    # Disks, devices and programs at the other end.
    "reason:EIO": ("读写出错", "reading or writing failed"),
    "reason:EBADF": ("没有打开来写", "it is not open for writing"),
    "reason:ENODEV": (
        "没有这个设备，可能已经拔掉",
        "no such device; it may be unplugged",
    ),
    "reason:ENXIO": ("设备不在，可能已经拔掉", "the device is not there; it may be unplugged"),
    "reason:ENOTCONN": ("和网络磁盘的连接断了", "the network disk is no longer connected"),
    "reason:ESTALE": (
        "网络磁盘上的这个文件已经不在了",
        "the file is no longer on the network disk",
    ),
    "reason:ETIMEDOUT": ("等得太久，没有回应", "there was no response in time"),
    "reason:EPIPE": ("读的程序已经退出", "the program that read it has gone"),
    "reason:EAGAIN": ("读的程序太慢", "the program that reads it is too slow"),
    # What the program itself refuses.
    "reason:not a regular file": ("不是普通文件", "it is not a regular file"),
    "reason:not UTF-8": ("不是 UTF-8 文字", "it is not UTF-8 text"),
    # The system tells neither a known number nor a word.
    "reason:none": ("系统没有说原因", "the system gave no reason"),
}


def key_of(reason: SystemReason) -> str:
    """The key of a reason's sentence; empty where only the system has words for it."""
    if (own := f"{_PREFIX}{reason.words}") in REASONS:
        return own
    for key in REASONS:
        if getattr(errno, key.removeprefix(_PREFIX), None) == reason.number:
            return key
    return "" if reason.words else f"{_PREFIX}none"
