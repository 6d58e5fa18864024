"""The desk's fixed words: tiers, levels, ways, roles, states. Key: ``<what>_<value>``."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "tier_kurang_rawan": ("Kurang rawan", "Low"),
        "tier_rawan": ("Rawan", "Vulnerable"),
        "tier_sangat_rawan": ("Sangat rawan", "Highly vulnerable"),
        "tier_khusus": ("Khusus", "Special"),
        "level_doctrine": ("Sesuai doktrin", "At doctrine"),
        "level_thinned": ("Dijarangkan", "Thinned"),
        "level_patrol": ("Patroli keliling", "Mobile patrol"),
        "level_unguarded": ("Belum terjaga", "Unguarded"),
        "access_road": ("Darat", "Road"),
        "access_river": ("Sungai", "River"),
        "access_sea": ("Laut", "Sea"),
        "role_post": ("Pos pengamanan", "Post"),
        "role_duty": ("Tugas tetap", "Static duty"),
        "role_reserve": ("Regu reaksi cepat", "Quick-reaction team"),
        "role_padal": ("Padal", "Supervisor (Padal)"),
        "role_pamatwil": ("Pamatwil", "Area supervisor (Pamatwil)"),
        "role_spare": ("Belum ditugaskan", "Not assigned"),
        "plan_draft": ("Draf", "Draft"),
        "plan_checked": ("Diperiksa", "Checked"),
        "plan_approved": ("Disetujui", "Approved"),
        "plan_issued": ("Terbit", "Issued"),
        "plan_superseded": ("Digantikan", "Superseded"),
        "plan_withdrawn": ("Ditarik", "Withdrawn"),
        "run_queued": ("Menunggu giliran", "Queued"),
        "run_running": ("Berjalan", "Running"),
        "run_done": ("Selesai", "Done"),
        "run_cancelled": ("Dibatalkan", "Cancelled"),
        "run_failed": ("Gagal", "Failed"),
    }
)
