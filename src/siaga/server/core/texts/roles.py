"""Names of roles and agencies."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "admin": ("Admin sistem", "System administrator"),
        "commander": ("Kapolres (Kaopsres)", "Commander (Kapolres)"),
        "ops_head": ("Kabag Ops (Karendalops)", "Head of operations (Kabag Ops)"),
        "planner": ("Staf Bag Ops", "Planning staff"),
        "intelligence": ("Sat Intelkam", "Intelligence"),
        "logistics": ("Bag Logistik", "Logistics"),
        "polsek": ("Polsek", "Sector police (Polsek)"),
        "province": ("Polda (Biro Ops)", "Province police (Polda)"),
        "kpu": ("KPU", "Election commission (KPU)"),
        "ppk": ("PPK", "District election committee (PPK)"),
        "bawaslu": ("Bawaslu", "Election supervisor (Bawaslu)"),
        "tni": ("TNI", "Armed forces (TNI)"),
        "kesbangpol": ("Kesbangpol", "National unity office (Kesbangpol)"),
        "satpol_pp": ("Satpol PP / Linmas", "Municipal police / Linmas"),
    }
)
