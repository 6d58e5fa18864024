"""Words of the assessment of published plans."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog

CASES: Final = Catalog(
    {
        "head.closes": (
            "{region}, {election}: CUKUP | kebutuhan {need}, tersedia {available}; "
            "Linmas {linmas} (aturan {law})",
            "{region}, {election}: CLOSES | need {need}, available {available}; "
            "Linmas {linmas} (by law {law})",
        ),
        "head.short": (
            "{region}, {election}: KURANG {short} | kebutuhan {need}, tersedia {available}; "
            "Linmas {linmas} (aturan {law})",
            "{region}, {election}: SHORT BY {short} | need {need}, available {available}; "
            "Linmas {linmas} (by law {law})",
        ),
        "head.unknown": (
            "{region}, {election}: BELUM DAPAT DINILAI | kebutuhan {need}, tersedia {available}; "
            "Linmas {linmas} (aturan {law})",
            "{region}, {election}: UNKNOWN | need {need}, available {available}; "
            "Linmas {linmas} (by law {law})",
        ),
        "verdict.closes": ("cukup", "closes"),
        "verdict.short": ("tetap kurang", "still short"),
        "verdict.unknown": ("belum dapat dinilai", "unknown"),
        "bko.changes": (
            "jika {bko} BKO di luar jumlah itu, tersedia {total}: {verdict}",
            "if the {bko} attached come on top, {total} are available: {verdict}",
        ),
        "summary": (
            "{cases} rencana: {closes} cukup, {short} kurang, {unknown} belum dapat dinilai; "
            "{inconsistent} memuat angka yang bertentangan",
            "{cases} plans: {closes} close, {short} are short, {unknown} unknown; "
            "{inconsistent} contradict themselves",
        ),
        "police_need": (
            "pola membutuhkan {implied} Polri di TPS, yang diumumkan {published} untuk semua tugas",
            "the pattern needs {implied} police on stations, {published} were published for all "
            "duties",
        ),
        "police_need_least": (
            "pola membutuhkan sedikitnya {implied} Polri di TPS, yang diumumkan {published} untuk "
            "semua tugas",
            "the pattern needs at least {implied} police on stations, {published} were published "
            "for all duties",
        ),
        "police_whole_groups": (
            "{published} Polri cukup hanya bila kelompok boleh terbagi; dengan kelompok utuh "
            "dibutuhkan {implied}",
            "{published} police suffice only if groups could be split; whole groups need {implied}",
        ),
        "linmas_per_group": (
            "{category}: {published} Linmas per kelompok, 2 per TPS berarti {implied}",
            "{category}: {published} Linmas per group, 2 per station would be {implied}",
        ),
        "linmas_need_vs_law": (
            "pola membutuhkan {published} Linmas, 2 per TPS berarti {implied}",
            "the pattern needs {published} Linmas, 2 per station would be {implied}",
        ),
        "linmas_total_vs_law": (
            "Linmas yang diumumkan {published}, 2 per TPS berarti {implied}",
            "{published} Linmas were published, 2 per station would be {implied}",
        ),
        "linmas_total_vs_pattern": (
            "Linmas yang diumumkan {published}, pola membutuhkan {implied}",
            "{published} Linmas were published, the pattern needs {implied}",
        ),
        "categories_vs_all": (
            "jumlah TPS diumumkan {published}, kategorinya berjumlah {implied}",
            "{published} stations were published in all, the categories add up to {implied}",
        ),
        "bko_exceeds_total": (
            "BKO {published} melebihi jumlah Polri {implied}",
            "{published} attached exceed the total of {implied} police",
        ),
        "stations_variants": (
            "{category}: diumumkan {published} TPS dan juga {implied}",
            "{category}: {published} stations were published and also {implied}",
        ),
        "total_police_variants": (
            "jumlah Polri diumumkan {published} dan juga {implied}",
            "{published} police were published in all and also {implied}",
        ),
        "bko_variants": (
            "BKO diumumkan {published} dan juga {implied}",
            "{published} attached were published and also {implied}",
        ),
        "linmas_total_variants": (
            "jumlah Linmas diumumkan {published} dan juga {implied}",
            "{published} Linmas were published in all and also {implied}",
        ),
    }
)
