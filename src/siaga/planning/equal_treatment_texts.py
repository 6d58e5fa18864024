"""Alarms of the equal-treatment audit, in words."""

from __future__ import annotations

from typing import Final

EQUAL_TREATMENT: Final[dict[str, tuple[str, str]]] = {
    "equal.pairs": (
        "{most} dilayani {most_officers} personel, {least} hanya {least_officers}",
        "{most} is served by {most_officers} officers, {least} by just {least_officers}",
    ),
    "equal.district": (
        "{district}: {below} dari {posts} pos {tier} di bawah doktrin, padahal bagian yang sama "
        "untuk semua kecamatan kira-kira {expected}",
        "{district}: {below} of {posts} {tier} posts are below doctrine, where an equal share "
        "over all districts would be about {expected}",
    ),
}
