"""Kinds of agency."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "polres": ("Polres", "Police resort (Polres)"),
        "polsek": ("Polsek", "Police sector (Polsek)"),
        "polda": ("Polda", "Provincial police (Polda)"),
        "kpu": ("KPU", "Election commission (KPU)"),
        "ppk": ("PPK", "District election committee (PPK)"),
        "bawaslu": ("Bawaslu", "Election supervisor (Bawaslu)"),
        "tni": ("TNI", "Armed forces (TNI)"),
        "kesbangpol": ("Kesbangpol", "National unity office (Kesbangpol)"),
        "satpol_pp": ("Satpol PP / Linmas", "Municipal police / Linmas"),
    }
)
