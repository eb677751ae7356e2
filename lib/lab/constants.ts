/**
 * Numbers of the kernel's interface that several parts of the lab use. Each is the same on x86-64
 * and aarch64; what only one part uses stands there.
 *
 * @module
 */

/** @see open(2), lseek(2) */
export const O_CLOEXEC = 0o2000000;
export const SEEK_SET = 0;
export const SEEK_END = 2;

/** @see socket(2), ip(7), tcp(7) */
export const AF_INET = 2;
export const SOCK_CLOEXEC = 0o2000000;
export const SOL_SOCKET = 1;
export const IPPROTO_TCP = 6;

/** @see recv(2) */
export const MSG_DONTWAIT = 0x40;
