#!/usr/bin/env python3
"""Memeriksa ekspor buku jurnal Siaga. Verifies an export of a Siaga ledger.

    python siaga_verify.py jurnal.zip [--key VKEY] [--since titik-periksa-lama.txt]

Berkas ini berdiri sendiri: hanya Python 3.11+ dan paket `cryptography`. Ambil dari sumber yang Anda
percaya, bukan dari ekspor yang diperiksa. / This file stands alone: Python 3.11+ and the package
`cryptography`. Take it from a source you trust rather than from the export that you check.

Kode keluar / exit code: 0 sah / valid, 1 ada yang salah / something is wrong, 2 bukan ekspor / no
export.
"""

from __future__ import annotations

# ruff: noqa: E501, D102, D103 (sentences side by side; short names that say what they do)
import argparse
import base64
import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WORDS = {
    "no_export": ("{path} bukan ekspor jurnal: {what}", "{path} is not a ledger export: {what}"),
    "missing": ("berkas {name} tidak ada", "file {name} is missing"),
    "extra": ("berkas {name} tidak semestinya ada", "file {name} does not belong here"),
    "twice": ("berkas {name} ada dua kali", "file {name} is there twice"),
    "damaged": ("{name} rusak sesudah byte {at}: {what}", "{name} is damaged after byte {at}: {what}"),
    "hash": ("{name} telah diubah: SHA-256 tidak sesuai manifest", "{name} was changed: its SHA-256 is not the manifest's"),
    "key": ("{name}: kunci tidak sah: {what}", "{name}: not a valid key: {what}"),
    "other_key": ("kunci jurnal dalam ekspor bukan kunci yang Anda berikan (--key)", "the ledger's key in the export is not the one you gave (--key)"),
    "note": ("{name}: bukan catatan bertanda tangan: {what}", "{name}: not a signed note: {what}"),
    "unsigned": ("{name}: tidak ada tanda tangan {who}", "{name}: no signature of {who}"),
    "forged": ("{name}: tanda tangan {who} tidak cocok", "{name}: the signature of {who} does not match"),
    "origin": ("{name}: milik jurnal {found}, bukan {expected}", "{name}: belongs to ledger {found}, not {expected}"),
    "misnamed": ("{name}: isinya titik periksa pada {size} entri", "{name}: holds the checkpoint at {size} entries"),
    "fork": ("{one} dan {other}: dua sejarah berbeda dengan {size} entri (percabangan)", "{one} and {other}: two different histories of {size} entries (a fork)"),
    "count": ("manifest menyebut {stated} entri, entries.jsonl memuat {found}", "the manifest states {stated} entries, entries.jsonl holds {found}"),
    "uncovered": ("entri {first} sampai {last} tidak tercakup titik periksa mana pun", "entries {first} to {last} are under no checkpoint"),
    "short": ("{name}: mencakup {size} entri, ekspor hanya memuat {found}; entri {found} dan sesudahnya hilang", "{name}: covers {size} entries, the export holds {found}; entry {found} and later are gone"),
    "root": ("{name}: akar pohon tidak cocok; ada yang berubah pada entri {first} sampai {last} (byte {start} sampai {end} entries.jsonl)", "{name}: the tree's root does not match; something changed in entries {first} to {last} (bytes {start} to {end} of entries.jsonl)"),
    "leaves": ("leaves.bin tidak sesuai dengan titik periksa {name}", "leaves.bin does not agree with checkpoint {name}"),
    "changed": ("entri {entry} (byte {at}): isinya telah diubah", "entry {entry} (byte {at}): its content was changed"),
    "dropped": ("entri {entry} hilang (semestinya di byte {at})", "entry {entry} is missing (it belongs at byte {at})"),
    "inserted": ("baris {line} (byte {at}): entri ini tidak pernah dicatat", "line {line} (byte {at}): this entry was never recorded"),
    "doubled": ("baris {line} (byte {at}): entri {entry} ditulis lagi", "line {line} (byte {at}): entry {entry} is written again"),
    "moved": ("baris {line} (byte {at}): di sini tertulis entri {entry} (tertukar)", "line {line} (byte {at}): entry {entry} stands here (swapped)"),
    "more": ("dan {count} perbedaan lagi", "and {count} more differences"),
    "form": ("entri {entry} (byte {at}): bentuk tidak sah: {what}", "entry {entry} (byte {at}): not in valid form: {what}"),
    "same_id": ("entri {entry} (byte {at}): nomor pengenal sama dengan entri lain", "entry {entry} (byte {at}): same identifier as another entry"),
    "opening": ("openings.jsonl baris {line}: bentuk tidak sah: {what}", "openings.jsonl line {line}: not in valid form: {what}"),
    "unopened": ('openings.jsonl baris {line}: tidak membuka komitmen "{field}" pada entri {entry}', 'openings.jsonl line {line}: does not open commitment "{field}" of entry {entry}'),
    "ok_key": ("kunci jurnal: {vkey}", "key of the ledger: {vkey}"),
    "trust": ("kunci ini berasal dari ekspor itu sendiri; bandingkan dengan kunci yang diumumkan, lalu pakai --key", "this key comes from the export itself; compare it with the published one, then use --key"),
    "ok_entries": ("{full} entri dan {hidden} hash entri operasi lain, {checkpoints} titik periksa", "{full} entries and {hidden} hashes of other operations' entries, {checkpoints} checkpoints"),
    "ok_personal": ("{opened} dari {total} nilai pribadi dibuka; sisanya dihapus atau tidak disertakan", "{opened} of {total} personal values opened; the others are erased or not given out"),
    "ok_cosigned": ("{who} ikut menandatangani {count} titik periksa, terakhir pada {size} entri", "{who} co-signed {count} checkpoints, the last at {size} entries"),
    "ok_since": ("{name}: sejarah sampai {size} entri tidak berubah", "{name}: the history up to {size} entries is unchanged"),
    "valid": ("SAH: jurnal utuh", "VALID: the ledger is whole"),
    "invalid": ("TIDAK SAH: {count} kesalahan", "NOT VALID: {count} problems"),
}  # fmt: skip

FIELDS = ("agency", "facts", "format", "happened", "id", "kind", "object", "operation",
          "personal", "recorded", "role", "via", "who")  # fmt: skip
LABEL = r"(?:[A-Za-z0-9][A-Za-z0-9._:/-]{0,199})?"
TITLE = r"[^\x00-\x1f\x7f]{0,200}"
NAME = r"[a-z][a-z0-9_]{0,63}"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"
PATTERNS = tuple(
    (name, re.compile(pattern).fullmatch)
    for name, pattern in (
        ("format", r"siaga-entry/1"), ("id", UUID), ("kind", r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+"),
        ("happened", TIME), ("recorded", TIME), ("role", NAME), ("via", NAME), ("agency", TITLE),
        ("operation", LABEL),
    )
)  # fmt: skip
IS_TITLE, IS_NAME, IS_UUID = (re.compile(p).fullmatch for p in (TITLE, NAME, UUID))
IS_FIELD = re.compile(r"[^\x00-\x1f\x7f]{1,80}").fullmatch
IS_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
LONG_NUMBER = re.compile(r"[0-9]{16}").search
FIXED = {"entries.jsonl", "leaves.bin", "openings.jsonl", "keys.txt", "README.txt",
         "siaga_verify.py", "manifest.txt"}  # fmt: skip
LARGEST_ENTRY, LARGEST_SMALL, MOST_SHOWN = 65_535, 4_000_000, 20


class NoExportError(Exception):
    """The file is no export at all."""


class Report:
    """Collects what is wrong and what was found."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, dict[str, Any]]] = []
        self.facts: list[tuple[str, dict[str, Any]]] = []

    def wrong(self, key: str, **values: Any) -> None:
        self.problems.append((key, values))

    def found(self, key: str, **values: Any) -> None:
        self.facts.append((key, values))

    def print(self, language: str) -> None:
        for key, values in self.facts:
            say(key, language, "  ", values)
        for key, values in self.problems:
            say(key, language, "! ", values)
        verdict = "invalid" if self.problems else "valid"
        say(verdict, language, "", {"count": len(self.problems)})


def say(key: str, language: str, mark: str, values: dict[str, Any]) -> None:
    for name, sentence in zip(("id", "en"), WORDS[key], strict=True):
        if language in (name, "both"):
            print(mark + sentence.format(**values))


# --- hashing -----------------------------------------------------------------------------------
def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def roots(leaves: bytes | bytearray, sizes: set[int]) -> dict[int, bytes]:
    """RFC 6962 roots over the first n leaves, for each n of ``sizes`` that there is."""
    edge: list[bytes] = []
    found: dict[int, bytes] = {}
    sha256 = hashlib.sha256
    for size in range(len(leaves) // 32 + 1):
        if size:
            digest, carry = bytes(leaves[size * 32 - 32 : size * 32]), size - 1
            while carry & 1:
                digest = sha256(b"\x01" + edge.pop() + digest).digest()
                carry >>= 1
            edge.append(digest)
        if size in sizes:
            root = edge[-1] if edge else sha256(b"").digest()
            for left in edge[-2::-1]:
                root = sha256(b"\x01" + left + root).digest()
            found[size] = root
    return found


def canonical(value: Any) -> bytes:
    """RFC 8785: keys in order of their UTF-16 code units, no spaces."""
    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def ordered(value: Any) -> Any:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: ordered(value[name]) for name in names}
    if isinstance(value, int) and abs(value) >= 2**53:
        raise ValueError(f"number {value}")
    return [ordered(item) for item in value] if isinstance(value, list) else value


def no_float(text: str) -> Any:
    raise ValueError(f"number {text}")


parse = json.JSONDecoder(parse_float=no_float, parse_constant=no_float).decode
encode_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def parsed(line: bytes) -> Any:
    """The JSON value of a line that is in canonical form; ValueError saying what is not."""
    text = line.decode()
    value = parse(text)
    plain = text.isascii() and "\\u" not in text and not LONG_NUMBER(text)
    again = encode_sorted(value).encode() if plain else canonical(value)
    if again != line:
        pairs = zip(again, line, strict=False)
        at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(again), len(line)))
        raise ValueError(f"RFC 8785, byte +{at}")
    return value


def check_entry(entry: Any) -> None:
    """ValueError naming the field that is not as an entry must have it."""
    if not isinstance(entry, dict) or tuple(entry) != FIELDS:
        raise ValueError("fields")
    for name, matches in PATTERNS:
        if not isinstance(entry[name], str) or not matches(entry[name]):
            raise ValueError(name)
    for name in ("happened", "recorded"):
        datetime.fromisoformat(entry[name])
    who, thing, facts, personal = (entry[n] for n in ("who", "object", "facts", "personal"))
    if who is not None and not (isinstance(who, str) and IS_UUID(who)):
        raise ValueError("who")
    if not (isinstance(thing, dict) and tuple(thing) == ("id", "type")
            and all(isinstance(part, str) for part in thing.values())
            and IS_TITLE(thing["id"]) and IS_NAME(thing["type"] or "none")):  # fmt: skip
        raise ValueError("object")
    if not isinstance(facts, dict) or not all(map(IS_FIELD, facts)):
        raise ValueError("facts")
    if not isinstance(personal, dict) or not all(
        IS_FIELD(name) and isinstance(digest, str) and IS_HASH(digest)
        for name, digest in personal.items()
    ):
        raise ValueError("personal")


# --- notes and keys ----------------------------------------------------------------------------
def decode64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64")
    return data


def read_key(vkey: str) -> tuple[str, bytes, int, bytes]:
    """(name, key id, kind, raw key)."""
    name, key_id, body = vkey.split("+", 2)
    data = decode64(body)
    made = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    if not name or len(data) != 33 or data[0] not in (1, 4) or made.hex() != key_id:
        raise ValueError(vkey[:80])
    return name, made, data[0], data[1:]


def read_note(data: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """(text, [(name, key id and signature)])."""
    text, gap, block = data.decode().rpartition("\n\n")
    if not gap or not block.endswith("\n"):
        raise ValueError("signature block")
    signatures = []
    for line in block[:-1].split("\n"):
        dash, name, body = line.split(" ")
        if dash != "\u2014" or not name:
            raise ValueError(line[:80])
        signatures.append((name, decode64(body)))
    return text + "\n", signatures


def signed_by(text: str, signatures: list[tuple[str, bytes]], vkey: str) -> bool | None:
    """True: signed; False: a signature that does not match; None: not signed by this key."""
    name, key_id, kind, raw = read_key(vkey)
    found: bool | None = None
    for who, data in signatures:
        if who != name or data[:4] != key_id:
            continue
        message, signature = text.encode(), data[4:]
        if kind == 4:
            when, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            message = f"cosignature/v1\ntime {when}\n".encode() + message
        try:
            Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        found = True
    return found


class Verification:
    """One export under examination."""

    def __init__(self, archive: zipfile.ZipFile, report: Report) -> None:
        self.archive, self.report = archive, report
        self.names = archive.namelist()
        self.stated: dict[str, tuple[str, int]] = {}
        self.origin, self.size, self.operation = "", 0, "*"
        self.checkpoints: dict[str, tuple[int, bytes]] = {}
        self.leaves, self.offsets = bytearray(), [0]
        self.hidden = self.personal = self.opened = 0

    def run(self, trusted: str | None, since: list[Path]) -> None:
        if "manifest.txt" not in self.names or "entries.jsonl" not in self.names:
            raise NoExportError("manifest.txt, entries.jsonl")
        for name, times in Counter(self.names).items():
            if times > 1:
                self.report.wrong("twice", name=name)
        keys = self.read_keys(trusted)
        self.read_manifest(keys)
        names = sorted(name for name in self.names if name.startswith("checkpoints/"))
        for name in names:
            self.read_checkpoint(name, self.small(name), keys)
        self.count_cosigned(names, keys)
        self.read_entries()
        leaves = b"".join(self.chunks("leaves.bin"))
        for name in ("README.txt", "siaga_verify.py"):
            for _chunk in self.chunks(name):
                pass
        kept = [path.name for path in since]
        for path in since:
            self.read_checkpoint(path.name, path.read_bytes(), keys)
        self.compare(leaves, kept)
        full = len(self.leaves) // 32 - self.hidden
        self.report.found("ok_entries", full=full, hidden=self.hidden, checkpoints=len(names))
        self.report.found("ok_personal", opened=self.opened, total=self.personal)

    # --- files of the archive ------------------------------------------------------------------
    def chunks(self, name: str) -> Iterator[bytes]:
        """The file's content in pieces; its hash is compared with the manifest at the end."""
        if name not in self.names:
            return self.report.wrong("missing", name=name)
        digest, at = hashlib.sha256(), 0
        try:
            with self.archive.open(name) as stream:
                while chunk := stream.read(1 << 20):
                    digest.update(chunk)
                    at += len(chunk)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            return self.report.wrong("damaged", name=name, at=at, what=error)
        if self.stated and self.stated.get(name) not in (None, (digest.hexdigest(), at)):
            self.report.wrong("hash", name=name)
        return None

    def lines(self, name: str) -> Iterator[bytes]:
        rest = b""
        for chunk in self.chunks(name):
            first, *others = chunk.split(b"\n")
            rest += first
            for line in others:
                yield rest
                rest = line
        if rest:
            yield rest

    def small(self, name: str) -> bytes:
        if name in self.names and self.archive.getinfo(name).file_size > LARGEST_SMALL:
            raise NoExportError(f"{name} > {LARGEST_SMALL} bytes")
        return b"".join(self.chunks(name))

    def read_keys(self, trusted: str | None) -> list[str]:
        """The ledger's key first, then those that co-sign."""
        keys = []
        for vkey in self.small("keys.txt").decode(errors="replace").splitlines():
            try:
                read_key(vkey)
                keys.append(vkey)
            except ValueError as error:
                self.report.wrong("key", name="keys.txt", what=error)
        if trusted:
            read_key(trusted)
            if keys[:1] != [trusted]:
                self.report.wrong("other_key")
            keys = [trusted, *(key for key in keys[1:] if key != trusted)]
        elif not keys:
            raise NoExportError("keys.txt")
        self.report.found("ok_key", vkey=keys[0])
        if not trusted:
            self.report.found("trust")
        return keys

    def note(self, name: str, data: bytes, keys: list[str]) -> list[str]:
        """Lines of a note that the ledger signed; empty, and reported, when it is none."""
        try:
            text, signatures = read_note(data)
        except ValueError as error:
            self.report.wrong("note", name=name, what=error)
            return []
        for number, vkey in enumerate(keys):
            verdict = signed_by(text, signatures, vkey)
            if verdict is False or (verdict is None and number == 0):
                key = "unsigned" if verdict is None else "forged"
                self.report.wrong(key, name=name, who=vkey.split("+")[0])
        return text[:-1].split("\n")

    def read_manifest(self, keys: list[str]) -> None:
        lines = self.note("manifest.txt", self.small("manifest.txt"), keys)
        try:
            kind, self.origin, size, self.operation = lines[:4]
            self.size = int(size)
            if kind != "siaga-export/1":
                raise ValueError(kind)
            for line in lines[4:]:
                digest, length, name = line.split(" ", 2)
                self.stated[name] = digest, int(length)
        except ValueError as error:
            self.report.wrong("note", name="manifest.txt", what=error)
        for name in sorted(self.stated.keys() - set(self.names)):
            self.report.wrong("missing", name=name)
        for name in sorted(set(self.names) - self.stated.keys() - {"manifest.txt"}):
            self.report.wrong("extra", name=name)

    # --- checkpoints ---------------------------------------------------------------------------
    def read_checkpoint(self, name: str, data: bytes, keys: list[str]) -> None:
        lines = self.note(name, data, keys)
        if not lines:
            return
        try:
            origin, size_text, root_text = lines[:3]
            size, root = int(size_text), decode64(root_text)
            if str(size) != size_text or size < 0 or len(root) != 32:
                raise ValueError(size_text)
        except ValueError as error:
            self.report.wrong("note", name=name, what=error)
            return
        if origin != self.origin:
            self.report.wrong("origin", name=name, found=origin, expected=self.origin)
            return
        if name.startswith("checkpoints/") and name != f"checkpoints/{size:019}.txt":
            self.report.wrong("misnamed", name=name, size=size)
        for other, (other_size, other_root) in self.checkpoints.items():
            if other_size == size and other_root != root:
                self.report.wrong("fork", one=other, other=name, size=size)
        self.checkpoints[name] = size, root

    def count_cosigned(self, names: list[str], keys: list[str]) -> None:
        for vkey in keys[1:]:
            sizes = [
                self.checkpoints[name][0]
                for name in names
                if name in self.checkpoints and signed_by(*read_note(self.small(name)), vkey)
            ]
            who = vkey.split("+")[0]
            size = max(sizes, default=0)
            self.report.found("ok_cosigned", who=who, count=len(sizes), size=size)

    # --- entries -------------------------------------------------------------------------------
    def read_entries(self) -> None:
        """Check every line and keep its hash and where it ends."""
        ids: set[str] = set()
        openings = self.read_openings()
        opening = next(openings, None)
        for number, line in enumerate(self.lines("entries.jsonl")):
            at = self.offsets[-1]
            self.offsets.append(at + len(line) + 1)
            entry: Any = None
            leaf = b""
            try:
                if len(line) > LARGEST_ENTRY:
                    raise ValueError(f"{len(line)} bytes")
                entry = parsed(line)
                leaf = self.hidden_leaf(entry)
                if not leaf:
                    check_entry(entry)
                    if self.operation not in ("*", entry["operation"]):
                        raise ValueError("operation")
            except (ValueError, RecursionError) as error:
                self.report.wrong("form", entry=number, at=at, what=str(error) or "JSON")
                entry = None
            self.leaves += leaf or leaf_hash(line)
            personal: dict[str, str] = {}
            if entry is not None and not leaf:
                if entry["id"] in ids:
                    self.report.wrong("same_id", entry=number, at=at)
                ids.add(entry["id"])
                personal = entry["personal"]
                self.personal += len(personal)
            while opening is not None and opening[1] <= number:
                self.check_opening(opening, number, personal, entry)
                opening = next(openings, None)
        while opening is not None:
            self.check_opening(opening, -1, {}, None)
            opening = next(openings, None)

    def hidden_leaf(self, entry: Any) -> bytes:
        """The hash that stands for an entry of another operation; empty for a real entry."""
        if not isinstance(entry, dict) or tuple(entry) != ("leaf",):
            return b""
        if (
            self.operation == "*"
            or not isinstance(entry["leaf"], str)
            or not IS_HASH(entry["leaf"])
        ):
            raise ValueError("leaf")
        self.hidden += 1
        return bytes.fromhex(entry["leaf"])

    def read_openings(self) -> Iterator[tuple[int, int, Any]]:
        """(line, entry number, opening) in order of the entries."""
        before = 0
        for line, data in enumerate(self.lines("openings.jsonl")):
            try:
                opening = parsed(data)
                if (not isinstance(opening, dict)
                        or tuple(opening) != ("entry", "id", "name", "salt", "value")
                        or type(opening["entry"]) is not int or opening["entry"] < before
                        or not isinstance(opening["name"], str)
                        or not isinstance(opening["salt"], str)
                        or not IS_HASH(opening["salt"])):  # fmt: skip
                    raise ValueError("entry, id, name, salt, value")
            except (ValueError, RecursionError) as error:
                self.report.wrong("opening", line=line, what=error)
                continue
            before = opening["entry"]
            yield line, before, opening

    def check_opening(
        self, item: tuple[int, int, Any], number: int, personal: dict[str, str], entry: Any
    ) -> None:
        line, stated, opening = item
        data = bytes.fromhex(opening["salt"]) + canonical(opening["value"])
        digest = hashlib.sha256(b"siaga/commitment/v1\x00" + data).hexdigest()
        same = stated == number and entry is not None and entry.get("id") == opening["id"]
        if same and personal.get(opening["name"]) == digest:
            self.opened += 1
        else:
            self.report.wrong("unopened", line=line, field=opening["name"], entry=stated)

    # --- the tree ------------------------------------------------------------------------------
    def compare(self, leaves: bytes, kept: list[str]) -> None:
        """Entries against leaves.bin and against the root of every checkpoint."""
        count = len(self.leaves) // 32
        if count != self.size:
            self.report.wrong("count", stated=self.size, found=count)
        same = bytes(self.leaves) == leaves
        if not same:
            self.locate([leaves[at : at + 32] for at in range(0, len(leaves), 32)])
        ordered_checkpoints = sorted(self.checkpoints.items(), key=lambda item: item[1][0])
        sizes = {size for size, _root in self.checkpoints.values()}
        actual = roots(self.leaves, sizes)
        listed = actual if same else roots(leaves, sizes)
        good, covered = 0, 0
        for name, (size, root) in ordered_checkpoints:
            covered = max(covered, size)
            if size > count:
                self.report.wrong("short", name=name, size=size, found=count)
            elif actual[size] == root:
                good = size
                if name in kept:
                    self.report.found("ok_since", name=name, size=size)
            else:
                first = min(good, max(size - 1, 0))
                start, end = self.offsets[first], self.offsets[size]
                self.report.wrong(
                    "root", name=name, first=first, last=max(size - 1, 0), start=start, end=end
                )
            if not same and size in listed and listed[size] != root:
                self.report.wrong("leaves", name=name)
        if covered < count:
            self.report.wrong("uncovered", first=covered, last=count - 1)

    def locate(self, stated: list[bytes]) -> None:
        """Say what changed between the hashes of leaves.bin and the lines that are there."""
        found = [bytes(self.leaves[at : at + 32]) for at in range(0, len(self.leaves), 32)]
        place = {digest: number for number, digest in enumerate(stated)}
        times = Counter(found)
        told: list[tuple[str, dict[str, Any]]] = []
        line = entry = 0
        while line < len(found) or entry < len(stated):
            here = found[line] if line < len(found) else None
            there = stated[entry] if entry < len(stated) else None
            at = self.offsets[line]
            if here == there:
                line, entry = line + 1, entry + 1
            elif there is not None and there not in times:
                if here is not None and here not in place:
                    told.append(("changed", {"entry": entry, "at": at}))
                    line += 1
                else:
                    told.append(("dropped", {"entry": entry, "at": at}))
                entry += 1
            elif here is None:
                entry += 1  # its line was told where it stands
            elif here not in place:
                told.append(("inserted", {"line": line, "at": at}))
                line += 1
            elif times[here] > 1 and place[here] < entry:
                told.append(("doubled", {"line": line, "at": at, "entry": place[here]}))
                line += 1
            else:
                told.append(("moved", {"line": line, "at": at, "entry": place[here]}))
                line, entry = line + 1, entry + 1
        for key, values in told[:MOST_SHOWN]:
            self.report.wrong(key, **values)
        if len(told) > MOST_SHOWN:
            self.report.wrong("more", count=len(told) - MOST_SHOWN)


def main(arguments: list[str] | None = None) -> int:
    """Check one export; the exit code comes back."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("export", type=Path, help="ZIP")
    parser.add_argument("--key", help="kunci yang diumumkan / the published key (name+id+base64)")
    parser.add_argument("--since", type=Path, action="append", default=[],
                        help="titik periksa yang Anda simpan / a checkpoint that you kept")  # fmt: skip
    parser.add_argument("--lang", choices=("id", "en", "both"), default="both")
    chosen = parser.parse_args(arguments)
    report = Report()
    try:
        with zipfile.ZipFile(chosen.export) as archive:
            Verification(archive, report).run(chosen.key, chosen.since)
    except (NoExportError, zipfile.BadZipFile, OSError, ValueError) as error:
        say("no_export", chosen.lang, "", {"path": chosen.export, "what": error})
        return 2
    report.print(chosen.lang)
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
