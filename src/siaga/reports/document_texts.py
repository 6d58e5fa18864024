"""Words of the order annex and of the pocket card."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog, Language

DOCUMENT: Final = Catalog(
    {
        "police": (
            "KEPOLISIAN NEGARA REPUBLIK INDONESIA", "INDONESIAN NATIONAL POLICE",
        ),
        "annex": ("Lampiran Surat Perintah", "Annex to the Order"),
        "annex.title": ("Daftar Personel Pengamanan TPS", "List of Officers Guarding the Vote"),
        "annex.number": (
            "Nomor: Sprin/ ............ / ............ /OPS.1.3./{year}",
            "Number: Sprin/ ............ / ............ /OPS.1.3./{year}",
        ),
        "annex.date": (
            "Tanggal: ........................................",
            "Date: ........................................",
        ),
        "page": ("Halaman", "Page"),
        "of": ("dari", "of"),
        "contents": ("Isi lampiran", "Contents"),
        "need.title": ("Kebutuhan menurut pola dan kekuatan", "Need by doctrine, and force"),
        "tier": ("Tingkat", "Tier"),
        "stations": ("TPS", "Stations"),
        "groups": ("Regu", "Groups"),
        "officers": ("Personel", "Officers"),
        "linmas": ("Linmas", "Linmas"),
        "shortage.title": ("Penjagaan di bawah doktrin", "Guard below doctrine"),
        "shortage.none": (
            "Tidak ada: semua TPS dijaga sesuai doktrin.",
            "Nowhere: every station is guarded at doctrine.",
        ),
        "shortage.some": (
            "{below} dari {stations} TPS dijaga di bawah doktrin, {unguarded} di antaranya "
            "tanpa penjagaan.",
            "{below} of {stations} stations are guarded below doctrine, {unguarded} of "
            "them not at all.",
        ),
        "shortage.unfilled": (
            "{count} tempat tugas belum terisi; ditandai pada tabel.",
            "{count} openings are not filled; they are marked in the tables.",
        ),
        "relief": (
            "Tambahan {officers} personel memulihkan {restored} TPS; {still} masih di bawah "
            "doktrin.",
            "{officers} more officers would restore {restored} stations; {still} stay below.",
        ),
        "bounds.title": ("Mutu rencana", "Quality of the plan"),
        "bound": (
            "{step}: {value} {unit}, batas terbukti {bound}; paling banyak {gap} dari "
            "yang terbaik.",
            "{step}: {value} {unit}, proven bound {bound}; at most {gap} from the best possible.",
        ),
        "incomplete": (
            "Perhitungan dihentikan sebelum selesai; rencana sah, batasnya seperti tertulis.",
            "The run was stopped before it was done; the plan is valid, its bounds as written.",
        ),
        "assumptions.title": ("Anggapan", "Assumptions"),
        "synthetic.title": ("Data pengganti, bukan data resmi", "Stand-in data, not official"),
        "approximate": (
            "{count} letak TPS adalah perkiraan di dalam desanya: untuk perencanaan, "
            "bukan navigasi.",
            "{count} station positions are approximate, inside their village: for "
            "planning, not navigation.",
        ),
        "restricted": (
            "Untuk keperluan dinas. Memuat nomor telepon personel.",
            "For official use. Holds officers' phone numbers.",
        ),
        "polsek": ("Wilayah {name}", "Area of {name}"),
        "polsek.none": ("Tanpa Polsek dalam data", "No Polsek in the data"),
        "district": ("Kecamatan {name}", "District {name}"),
        "polsek.near": (
            "Tidak ada Polsek di kecamatan ini dalam data; {name} yang terdekat.",
            "The data has no Polsek in this district; {name} is the nearest.",
        ),
        "fact.stations": ("TPS", "Stations"),
        "fact.voters": ("Pemilih (DPT)", "Voters"),
        "fact.posts": ("Pos", "Posts"),
        "fact.officers": ("Personel pada pos", "Officers on posts"),
        "fact.below": ("TPS di bawah doktrin", "Stations below doctrine"),
        "fact.water": ("TPS lewat air", "Stations by water"),
        "fact.padal": ("Padal", "Padal"),
        "fact.longest": ("Perjalanan terlama", "Longest journey"),
        "minutes": ("{minutes} menit", "{minutes} min"),
        "legend": ("Keterangan peta", "Map legend"),
        "legend.hub": ("Angka: nomor pos, di TPS pangkal", "Number: post, at its hub station"),
        "legend.below": ("TPS di bawah doktrin", "Station below doctrine"),
        "legend.police": ("Polres atau Polsek", "Police base"),
        "legend.jetty": ("Dermaga", "Jetty"),
        "legend.office": ("KPU, PPK, gudang", "KPU, PPK, warehouse"),
        "legend.waits": ("Lingkaran putus: regu reaksi cepat", "Dashed ring: quick reaction"),
        "c.no": ("No", "No"),
        "c.rank": ("Pangkat", "Rank"),
        "c.name": ("Nama", "Name"),
        "c.nrp": ("NRP", "NRP"),
        "c.post": ("Pos", "Post"),
        "c.stations": ("TPS yang dijaga", "Stations guarded"),
        "c.voters": ("Pemilih", "Voters"),
        "c.partner": ("Rekan", "Partner"),
        "c.padal": ("Padal", "Padal"),
        "c.phone": ("Telepon", "Phone"),
        "c.unit": ("Satuan", "Unit"),
        "c.duty": ("Tugas", "Duty"),
        "c.place": ("Tempat", "Place"),
        "c.team": ("Regu", "Team"),
        "c.role": ("Jabatan", "Role"),
        "c.area": ("Wilayah", "Area"),
        "c.posts": ("Pos", "Posts"),
        "c.reports": ("Melapor kepada", "Reports to"),
        "leader": ("ketua", "leader"),
        "unfilled": ("BELUM TERISI", "NOT FILLED"),
        "unguarded": ("TANPA PENJAGAAN", "UNGUARDED"),
        "supervision.title": ("Pengendalian: Pamatwil dan Padal", "Command: Pamatwil and Padal"),
        "duties.title": ("Tugas tetap", "Static duties"),
        "reserves.title": ("Regu reaksi cepat", "Quick-reaction teams"),
        "spare.title": ("Cadangan di satuan", "Spare at their units"),
        "command_post": ("Posko", "Command post"),
        "signed.at": (
            "Dikeluarkan di: ..............................",
            "Issued at: ..............................",
        ),
        "signed.on": (
            "Pada tanggal: ..............................",
            "On: ..............................",
        ),
        "signed.by": ("KEPALA {unit}", "CHIEF OF {unit}"),
        # pocket card
        "card.title": ("Kartu tugas", "Duty card"),
        "card.stations": ("TPS saya", "My stations"),
        "card.partner": ("Rekan", "Partner"),
        "card.alone": ("bertugas sendiri", "alone"),
        "card.padal": ("Atasan", "Commander"),
        "card.posko": ("Posko", "Command post"),
        "card.voters": ("pemilih", "voters"),
        "card.journey": (
            "Dari {unit}: {minutes} menit ({kind})",
            "From {unit}: {minutes} min ({kind})",
        ),
        "card.more": ("dan {count} TPS lagi, lihat lampiran", "and {count} more, see the annex"),
        "card.rules": ("Boleh dan tidak boleh", "Do and do not"),
        "card.do.1": (
            "Di lokasi 30 menit sebelum pemungutan suara; kenali KPPS, Linmas, RT/RW, lurah.",
            "On site 30 minutes before voting; know KPPS, Linmas and the village heads.",
        ),
        "card.do.2": (
            "Berdiri di luar TPS. Masuk hanya bila KPPS meminta; catat siapa meminta, "
            "jam, alasan, jam keluar.",
            "Stand outside. Enter only when KPPS asks; note who asked, when, why, when you left.",
        ),
        "card.do.3": (
            "Jangan pergi sebelum selesai; kawal kotak suara sampai PPS/PPK.",
            "Do not leave before it is over; escort the ballot boxes to PPS/PPK.",
        ),
        "card.do.4": (
            "Pindah ke TPS lain: beri tahu KPPS dan Linmas, tinggalkan nomor telepon.",
            "Going to another station: tell KPPS and Linmas, leave your number.",
        ),
        "card.do.5": (
            "Laporkan setiap perkembangan kepada Padal. Kontinjensi: langsung kepada Kapolres.",
            "Report every development to the Padal. Contingency: directly to the Kapolres.",
        ),
        "card.do.6": (
            "Terburuk: selamatkan KPPS dan saksi, dokumentasikan kejadian.",
            "Worst case: bring KPPS and witnesses to safety, document the event.",
        ),
        "card.not.1": (
            "Dilarang mencatat, merekam, memotret hasil penghitungan suara, atau "
            "memberitahukannya.",
            "Never record, film, photograph or pass on vote counts.",
        ),
        "card.not.2": (
            "Dilarang memengaruhi pemilih; tetap netral, tidak memilih.",
            "Never influence voters; stay neutral, do not vote.",
        ),
        "card.not.3": (
            "Dilarang membawa senjata api di TPS.",
            "No firearms at the polling station.",
        ),
        "card.do.command.1": (
            "Pastikan semua personel Anda di tempat 30 menit sebelum pemungutan suara.",
            "See that all your officers are in place 30 minutes before voting.",
        ),
        "card.do.command.2": (
            "Terima laporan personel, teruskan setiap perkembangan ke atas. "
            "Kontinjensi: langsung kepada Kapolres.",
            "Take your officers' reports, pass every development up. "
            "Contingency: directly to the Kapolres.",
        ),
        "card.do.command.3": (
            "Di TPS: tetap di luar, masuk hanya bila KPPS meminta.",
            "At a station: stay outside, enter only when KPPS asks.",
        ),
        "card.command": (
            "{posts} pos · {stations} TPS · {officers} personel",
            "{posts} posts · {stations} stations · {officers} officers",
        ),
        "card.padals": ("Padal saya", "My Padals"),
        "card.do.general.1": (
            "Hadir tepat waktu; serah terima tugas dengan yang digantikan.",
            "Be there on time; hand over with those you relieve.",
        ),
        "card.do.general.2": (
            "Laporkan setiap perkembangan kepada atasan. Kontinjensi: langsung kepada Kapolres.",
            "Report every development to your commander. Contingency: directly to the Kapolres.",
        ),
        "card.do.general.3": (
            "Ke TPS hanya bila dipanggil; di sana berlaku aturan PAM TPS: di luar, masuk "
            "bila KPPS meminta.",
            "Go to a station only when called; there stay outside, enter only when KPPS asks.",
        ),
    }
)  # fmt: skip


def tell(key: str, language: Language, /, **values: object) -> str:
    """The words of ``key`` in ``language``; KeyError when unknown."""
    return DOCUMENT.say(key, language, **values)
