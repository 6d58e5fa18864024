"""Reasons of the sharing of reinforcements, in words."""

from __future__ import annotations

from typing import Final

REINFORCEMENT: Final[dict[str, tuple[str, str]]] = {
    "reinforcement.mends": (
        "{officers} personel BKO memulihkan {stations} TPS sesuai doktrin; bobot {weight}, "
        "{rate} per personel",
        "{officers} reinforcements bring {stations} stations back to doctrine; threat-weighted "
        "{weight}, {rate} per officer",
    ),
    "reinforcement.mends.nothing": (
        "{officers} personel BKO belum terbukti memulihkan TPS: langkah pertama di sini butuh "
        "{first} personel",
        "{officers} reinforcements are not proven to restore a station: the first step here takes "
        "{first}",
    ),
    "reinforcement.none": (
        "tidak diberi BKO: setiap personel memulihkan lebih banyak di polres lain",
        "no reinforcements: every officer mends more at another resort",
    ),
    "reinforcement.closes": (
        "kebutuhan sudah terpenuhi tanpa BKO; tidak ada TPS di bawah doktrin",
        "closes without reinforcements; no station is below doctrine",
    ),
    "reinforcement.unknown": (
        "belum ada rencana, jadi kebutuhannya belum diketahui",
        "there is no plan yet, so its need is not known",
    ),
    "reinforcement.minimum": (
        "{minimum} personel di antaranya adalah jatah minimum yang ditetapkan",
        "{minimum} of them are the least share that was set",
    ),
    "reinforcement.rest": (
        "{rest} personel lebih dari yang terbukti memulihkan; dibagi menurut kekurangan yang "
        "tersisa",
        "{rest} officers beyond what is proven to mend; shared by the shortage that is left",
    ),
    "reinforcement.units": (
        "satuan BKO yang dijaga utuh: {units}",
        "reinforcement units kept together: {units}",
    ),
    "reinforcement.still": (
        "masih {stations} TPS di bawah doktrin, kurang {officers} personel",
        "{stations} stations stay below doctrine, {officers} officers short",
    ),
    "reinforcement.mended": (
        "tidak ada lagi TPS di bawah doktrin",
        "no station is below doctrine any more",
    ),
    "reinforcement.optimal": (
        "terbukti: tidak ada pembagian {officers} personel yang memulihkan lebih dari {weight} "
        "(bobot kerawanan); pembagian ini mencapainya",
        "proven: no sharing of {officers} officers mends more than {weight} (threat-weighted); "
        "this one reaches it",
    ),
    "reinforcement.bounded": (
        "pembagian terbaik yang ditemukan memulihkan {weight}; tidak ada yang lebih dari {bound}",
        "the best sharing found mends {weight}; none mends more than {bound}",
    ),
    "reinforcement.held": (
        "{officers} personel tidak menutup kekurangan apa pun; tahan sebagai cadangan Polda",
        "{officers} officers fill no shortage; keep them as the province's reserve",
    ),
    "reinforcement.next": (
        "{officers} personel lagi akan memulihkan {stations} TPS lagi",
        "{officers} officers more would bring back {stations} stations more",
    ),
    "reinforcement.neutral": (
        "dihitung hanya dari kebutuhan, kekuatan, kerawanan TPS dan jarak; nama, urutan dan hasil "
        "pemilihan tidak dipakai",
        "counted only from need, force, stations' threat and distance; no name, order or election "
        "result has a part in it",
    ),
}
