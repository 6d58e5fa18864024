"""Sentences of comparing plans."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Bandingkan rencana", "Compare plans"),
        "lead": (
            "Setiap rencana dibandingkan dengan yang pertama. Nilai terbaik di setiap baris "
            "ditandai.",
            "Every plan is compared with the first. The best value of each row is marked.",
        ),
        "plan_n": ("Rencana {n}", "Plan {n}"),
        "no_plan": ("Tidak ada", "None"),
        "show": ("Bandingkan", "Compare"),
        "first": ("dasar", "base"),
        "csv": ("CSV", "CSV"),
        "xlsx": ("XLSX", "XLSX"),
        "sheet": ("Perbandingan", "Comparison"),
        "empty": ("Belum ada yang dibandingkan", "Nothing to compare yet"),
        "empty_text": (
            "Pilih sedikitnya dua rencana di atas. Setiap skenario yang selesai menjadi rencana.",
            "Choose at least two plans above. Every finished scenario is a plan.",
        ),
        "part_settings": ("Yang berbeda", "What differs"),
        "part_force": ("Kekuatan", "Force"),
        "part_posts": ("Pos dan perjalanan", "Posts and travel"),
        "part_reach": ("Jangkauan regu cadangan", "Reach of reserve teams"),
        "part_stress": ("Uji dengan simulasi", "Stress test"),
        "part_bounds": ("Mutu yang terbukti", "Proven quality"),
        "same_settings": (
            "Data dan setelan semuanya sama; yang berbeda hanya benih acak atau perubahan dengan "
            "tangan.",
            "Data and settings are all the same; only seed or changes by hand differ.",
        ),
        "data": ("Versi data", "Data version"),
        "note_-1": ("makin kecil makin baik", "less is better"),
        "note_1": ("makin besar makin baik", "more is better"),
        "officers": ("Personel tersedia", "Officers available"),
        "need": ("Kebutuhan seluruhnya", "Requirement in all"),
        "posts_need": ("Kebutuhan pos di lapangan", "Officers posts need over the map"),
        "posts_short": ("Kekurangan personel", "Officers missing"),
        "unfilled": ("Tempat tanpa personel", "Places without an officer"),
        "spare": ("Belum ditugaskan", "Not assigned"),
        "posts": ("Pos", "Posts"),
        "below": ("TPS di bawah doktrin", "Stations below doctrine"),
        "thinned": ("TPS dijarangkan", "Stations thinned"),
        "patrol": ("TPS dengan patroli keliling", "Stations by mobile patrol"),
        "unguarded": ("TPS belum terjaga", "Stations unguarded"),
        "travel": (
            "Perjalanan di dalam pos (menit berbobot risiko)",
            "Travel inside posts (risk-weighted minutes)",
        ),
        "journey_mean": ("Rata-rata menit dari satuan", "Mean minutes from the unit"),
        "journey_longest": ("Perjalanan terlama (menit)", "Longest journey (minutes)"),
        "teams": ("Regu reaksi cepat", "Quick-reaction teams"),
        "covered": ("Terjangkau dalam sasaran", "Reached within the target"),
        "expected": ("Terjangkau, termasuk saat regu sibuk", "Reached, allowing for busy teams"),
        "p90": (
            "Waktu tanggap 9 dari 10 kejadian (menit; selang 95 %)",
            "Response to 9 of 10 incidents (minutes; 95 % interval)",
        ),
        "within": ("Tanggap dalam sasaran (selang 95 %)", "Within the target (95 % interval)"),
        "unanswered": ("Kejadian yang tak terjangkau", "Incidents no team can reach"),
        "same": ("sama", "the same"),
        "more": ("{amount} lebih banyak", "{amount} more"),
        "less": ("{amount} lebih sedikit", "{amount} less"),
        "better": ("lebih baik: {words}", "better: {words}"),
        "worse": ("lebih buruk: {words}", "worse: {words}"),
        "unclear": (
            "{words}; selang bertumpang, mungkin kebetulan",
            "{words}; intervals overlap, may be chance",
        ),
        "moves_title": (
            "Yang berpindah dari rencana {a} ke rencana {b}",
            "Who moves from plan {a} to plan {b}",
        ),
        "moves_to": ("Perpindahan ke", "Moves to"),
        "kind_moves": ("Pindah tempat", "Moves"),
        "kind_joins": ("Hanya di rencana kedua", "Only in the second plan"),
        "kind_leaves": ("Hanya di rencana pertama", "Only in the first plan"),
        "kind_called_up": ("Dari siaga ke tugas", "From standby to a place"),
        "kind_released": ("Dari tugas ke siaga", "From a place to standby"),
        "guarded_better": ("TPS terjaga lebih baik", "Stations guarded better"),
        "guarded_worse": ("TPS terjaga kurang baik", "Stations guarded worse"),
        "stations_move": ("TPS pindah pos", "Stations change post"),
        "column_officer": ("Personel", "Officer"),
        "column_kind": ("Perubahan", "Change"),
        "column_from": ("Dari", "From"),
        "column_to": ("Ke", "To"),
        "column_station": ("TPS", "Station"),
        "and_more": (
            "Ditampilkan {shown} dari {count}; semuanya ada di berkas CSV dan XLSX.",
            "Shown are {shown} of {count}; the CSV and XLSX files have all.",
        ),
        "nobody": ("Tidak ada yang berpindah.", "Nobody moves."),
        "damaged": (
            "Satu rencana tidak dapat dibaca lagi. Minta admin memulihkan cadangan.",
            "One plan can no longer be read. Ask the administrator to restore a backup.",
        ),
    }
)
