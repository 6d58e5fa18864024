"""R16: the words no indicator may speak of, and the harmless ones that look like them."""

from __future__ import annotations

import pytest

from siaga.model.forbidden import ForbiddenKind, find_forbidden, forbidden_problem


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Pemilih mantan narapidana", ForbiddenKind.CRIMINAL_RECORD),
        ("terduga eks-teroris", ForbiddenKind.CRIMINAL_RECORD),
        ("Riwayat kriminal", ForbiddenKind.CRIMINAL_RECORD),
        ("CRIMINAL_RECORD", ForbiddenKind.CRIMINAL_RECORD),
        ("kekerasan oleh residivis", ForbiddenKind.CRIMINAL_RECORD),
        ("Mayoritas agama", ForbiddenKind.RELIGION),
        ("warga-Beragama", ForbiddenKind.RELIGION),
        ("pemilih Katolik di desa rawan konflik", ForbiddenKind.RELIGION),
        ("komposisi suku", ForbiddenKind.ETHNICITY),
        ("étnis", ForbiddenKind.ETHNICITY),
        ("Heterogeneous population", ForbiddenKind.ETHNICITY),
        ("basis paslon 1", ForbiddenKind.PARTY),
        ("Perolehan suara 2019", ForbiddenKind.PARTY),
        ("anggota_partai", ForbiddenKind.PARTY),
    ],
)
def test_people_are_not_an_indicator(name: str, kind: ForbiddenKind) -> None:
    found = find_forbidden(("x", name))
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "name",
    [
        "Riwayat penghinaan/hasutan terkait agama, suku, ras, dan antargolongan",
        "History of insults or incitement on religion, ethnicity, race, group",
        "politisasi_sara",
        "Rawan tindak kriminal",
        "Pemilih penyandang disabilitas",
        "TPS dekat rumah calon atau posko pemenangan",
        "TPS lokasi khusus (lapas/rutan)",
        "ASN, TNI/Polri, kepala desa menguntungkan pasangan calon",
        "Suku cadang perahu",
        "Partisipasi pemilih",
        "Sarana pendukung jaringan",
        "Trace of flooding",
        "",
    ],
)
def test_bawaslus_own_indicators_stay_allowed(name: str) -> None:
    """domain.md 3.1: a refusal here would take a published indicator from the user."""
    assert find_forbidden((name,)) is None


def test_a_harmless_label_does_not_cover_a_telling_id() -> None:
    problem = forbidden_problem(("agama", "Kejadian kekerasan"), file="operation.toml", row=3)
    assert problem is not None
    assert problem.text("en").startswith('operation.toml, row 3: indicator "agama"')
    assert "agama" in problem.text("id")
