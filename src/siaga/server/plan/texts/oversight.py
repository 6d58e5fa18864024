"""Words of the equal-treatment and score pages."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "plan": ("Rencana", "Plan"),
        "show": ("Tampilkan", "Show"),
        "search": ("Cari TPS, desa, atau kecamatan", "Search station, village or district"),
        "all_tiers": ("Semua tingkat", "All tiers"),
        "tier": ("Tingkat", "Tier"),
        "sort": ("Urutkan", "Sort"),
        "sort_threat": ("Kerawanan konflik tertinggi", "Highest threat"),
        "sort_reach": ("Tersulit dijangkau", "Hardest to reach"),
        "sort_name": ("Urutan daftar", "List order"),
        "none_title": ("Belum ada rencana yang terbit", "No plan has been issued yet"),
        "none_text": (
            "Halaman ini membaca rencana yang sudah terbit. Setelah Kapolres menerbitkannya, "
            "hasilnya tampil di sini untuk semua yang berhak.",
            "This page reads the issued plan. Once the commander has issued one, everybody "
            "entitled sees it here.",
        ),
        "equal_title": ("Perlakuan setara", "Equal treatment"),
        "equal_lead": (
            "Apa yang didapat setiap pasangan calon, dan apakah TPS yang sama rawannya dijaga "
            "sama di semua kecamatan. Tidak ada data pemilih, partai, atau hasil suara di "
            "dalamnya.",
            "What each candidate pair is given, and whether stations of one tier are guarded alike "
            "in every district. No voter, party or vote result is in it.",
        ),
        "equal_good": ("Tidak ada ketimpangan yang perlu ditanyakan", "No imbalance to ask about"),
        "equal_good_text": (
            "Peluang salah satu peringatan muncul hanya karena kebetulan dijaga di bawah 1 %.",
            "The chance of any alarm by luck alone is held below 1 %.",
        ),
        "equal_warn": (
            "{count} hal perlu dijelaskan oleh perencana",
            "{count} things the planners should explain",
        ),
        "equal_warn_text": (
            "Peringatan adalah pertanyaan, bukan tuduhan: manusia yang menilai. Kerawanan "
            "rata-rata di samping setiap angka adalah penjelasan pertama yang patut diperiksa.",
            "An alarm is a question, not an accusation: people judge. The mean threat beside each "
            "figure is the first answer to look at.",
        ),
        "pairs": ("Menurut pasangan calon", "By candidate pair"),
        "pair": ("Pasangan calon", "Candidate pair"),
        "pair_duties": ("Tugas untuk pasangan ini", "Duties for this pair"),
        "pair_officers": ("Personel pada tugas itu", "Officers on those duties"),
        "pairs_none": (
            "Data operasi tidak menyebut pasangan calon ([[pairs]] di operation.toml).",
            "The operation's data name no candidate pairs ([[pairs]] in operation.toml).",
        ),
        "pairs_zero": (
            "Belum ada tugas yang melayani satu pasangan calon; setiap pasangan mendapat sama: "
            "nol.",
            "No duty serves a single pair yet; each pair is given the same: none.",
        ),
        "districts": ("Menurut kecamatan dan tingkat", "By district and tier"),
        "districts_text": (
            "Bila personel kurang, pos dijarangkan. Di sini terlihat kecamatan mana yang "
            "menanggung dan apakah bebannya lebih besar daripada yang dapat dijelaskan kebetulan "
            "(uji eksak Fisher satu sisi, koreksi Holm).",
            "When officers run out, posts are thinned. This shows which district carries it, and "
            "whether it carries more than chance explains (Fisher's exact test, one-sided, Holm's "
            "correction).",
        ),
        "cuts_none": (
            "Semua pos dijaga sesuai doktrin: tidak ada yang dikurangi di mana pun.",
            "Every post is guarded at doctrine: nothing was cut anywhere.",
        ),
        "district": ("Kecamatan", "District"),
        "posts": ("Pos", "Posts"),
        "stations": ("TPS", "Stations"),
        "officers": ("Personel", "Officers"),
        "officers_per_station": ("Personel/TPS", "Officers/station"),
        "below": ("Di bawah doktrin", "Below doctrine"),
        "expected": ("Bila setara", "If equal"),
        "chance": ("Peluang acak", "By luck"),
        "mean_threat": ("Kerawanan", "Threat"),
        "mean_threat_long": ("Rata-rata kerawanan", "Mean threat"),
        "alarm": ("Perlu dijelaskan", "To be explained"),
        "no_cut": ("tidak dikurangi", "nothing cut"),
        "export": ("Unduh CSV", "Download CSV"),
        "method": (
            "Cara menghitung: siaga.planning.equal_treatment, terbuka dan teruji. Pemberitahuan "
            "kampanye dan penerusan per pasangan calon ikut dibandingkan begitu tercatat.",
            "How it is computed: siaga.planning.equal_treatment, open and tested. Campaign notices "
            "and referrals join the comparison once they are recorded.",
        ),
        "score_title": ("Masukan skor kerawanan", "Inputs of the vulnerability scores"),
        "score_lead": (
            "Setiap angka kerawanan menunjukkan asalnya: indikator apa, berapa poin, bobot siapa, "
            "sumber mana.",
            "Every vulnerability figure shows where it comes from: which indicator, how many "
            "points, whose weight, what source.",
        ),
        "never": ("Tidak pernah masuk skor", "Never part of the score"),
        "never_text": (
            "Indikator tentang hal-hal ini ditolak saat data diunggah, dengan nama dan tempatnya:",
            "An indicator about these is refused when data are uploaded, by name and place:",
        ),
        "tiers": ("Tingkat", "Tiers"),
        "mean_reach": ("Rata-rata keterjangkauan", "Mean reach"),
        "indicators": ("Indikator", "Indicators"),
        "indicator": ("Indikator", "Indicator"),
        "variable": ("Variabel", "Variable"),
        "adds_to": ("Menambah", "Adds to"),
        "threat": ("Kerawanan konflik", "Threat"),
        "reach": ("Keterjangkauan", "Reach"),
        "shown_only": ("Hanya ditampilkan", "Shown only"),
        "weight": ("Bobot", "Weight"),
        "owner": ("Pemilik bobot", "Whose weight"),
        "seen_at": ("Terlihat di TPS", "Seen at stations"),
        "points": ("Poin", "Points"),
        "points_all": ("Poin seluruhnya", "Points in all"),
        "synthetic": ("data pengganti", "stand-in data"),
        "administrative": (
            "tanda administratif, dibatasi bersama",
            "administrative, capped together",
        ),
        "cap": (
            "Semua tanda administratif bersama paling banyak {cap} poin. Waktu tempuh dari pos "
            "polisi memberi paling banyak {weight} poin keterjangkauan, penuh pada {minutes} "
            "menit.",
            "All administrative flags together give {cap} points at most. Travel from a police "
            "base gives at most {weight} points of reach, in full at {minutes} minutes.",
        ),
        "by_station": ("Per TPS", "By station"),
        "station": ("TPS", "Station"),
        "village": ("Desa", "Village"),
        "no_station": (
            "Tidak ada TPS yang cocok. Hapus sebagian kata pencarian.",
            "No station matches. Remove part of the search.",
        ),
        "why": ("Lihat masukannya", "See its inputs"),
        "value": ("Nilai", "Value"),
        "source": ("Sumber", "Source"),
        "tier_given": (
            "Tingkat TPS ini datang bersama data, bukan dari ambang skor.",
            "This station's tier came with the data, not from the thresholds.",
        ),
        "flips": ("Apa yang mengubah tingkatnya", "What would change its tier"),
        "flips_none": (
            "Tidak ada bobot yang bila digeser 10 % mengubah tingkat TPS ini.",
            "No weight, moved by 10 %, changes this station's tier.",
        ),
        "flip_up": (
            "Bila bobot {indicator} naik 10 %, tingkatnya menjadi {tier}.",
            "If the weight of {indicator} rose by 10 %, its tier would be {tier}.",
        ),
        "flip_down": (
            "Bila bobot {indicator} turun 10 %, tingkatnya menjadi {tier}.",
            "If the weight of {indicator} fell by 10 %, its tier would be {tier}.",
        ),
        "back": ("Kembali ke daftar", "Back to the list"),
        "previous": ("Sebelumnya", "Previous"),
        "next": ("Berikutnya", "Next"),
        "page_of": ("Halaman {page} dari {pages}", "Page {page} of {pages}"),
    }
)
