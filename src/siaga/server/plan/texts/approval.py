"""Sentences of plans and their approval."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Rencana", "Plans"),
        "list_lead": (
            "Draf diperiksa, disetujui orang kedua, lalu terbit. Rencana terbit tidak berubah "
            "lagi.",
            "A draft is checked, approved by a second person, then issued. An issued plan never "
            "changes.",
        ),
        "in_force": ("Yang berlaku: rencana {number}", "In force: plan {number}"),
        "in_force_text": ("Terbit {when} oleh {who}.", "Issued {when} by {who}."),
        "none_in_force": ("Belum ada rencana yang terbit", "No plan has been issued yet"),
        "none_in_force_text": (
            "Cetakan draf bertanda DRAF. Yang mengikat hanya rencana terbit.",
            "Prints of drafts say DRAFT. Only an issued plan is an order.",
        ),
        "none": ("Belum ada rencana", "No plans yet"),
        "none_text": (
            "Jalankan satu skenario; hasilnya menjadi draf rencana di sini.",
            "Run a scenario; it becomes a draft plan here.",
        ),
        "none_public": (
            "Rencana tampil di sini setelah terbit.",
            "Plans show here once they are issued.",
        ),
        "to_runs": ("Ke skenario", "To the scenarios"),
        "state": ("Keadaan", "State"),
        "all_states": ("Semua keadaan", "All states"),
        "show": ("Tampilkan", "Show"),
        "plan": ("Rencana", "Plan"),
        "count": ("Rencana: {count}", "Plans: {count}"),
        "number": ("Rencana {number}", "Plan {number}"),
        "revision": ("Revisi", "Revision"),
        "last_step": ("Langkah terakhir", "Last step"),
        "made_by": ("Dibuat {who}", "Made by {who}"),
        "checked_by": ("Diperiksa {who}", "Checked by {who}"),
        "approved_by": ("Disetujui {who}", "Approved by {who}"),
        "issued_by": ("Terbit oleh {who}", "Issued by {who}"),
        "lead": (
            "Data versi {data} · revisi {revision}",
            "Data version {data} · revision {revision}",
        ),
        "map": ("Peta", "Map"),
        "change": ("Ubah", "Change"),
        "prints": ("Cetak dan unduh", "Print and download"),
        "compare": ("Bandingkan", "Compare"),
        "summary": ("Ringkasan", "Summary"),
        "next": ("Langkah berikutnya", "Next step"),
        "nothing_next": (
            "Tidak ada langkah untuk peran Anda saat ini.",
            "There is no step for your role right now.",
        ),
        "check": ("Nyatakan sudah diperiksa", "Mark as checked"),
        "check_text": (
            "Draf ditutup untuk perubahan dan mendapat sidik SHA-256. Setelah itu orang lain "
            "menyetujuinya; Anda tidak dapat menyetujui sendiri.",
            "The draft is closed for changes and gets its SHA-256. After that somebody else "
            "approves it; you can not approve it yourself.",
        ),
        "approve": ("Setujui", "Approve"),
        "approve_text": (
            "Anda menyatakan rencana ini layak menjadi perintah. Langkah ini tercatat atas nama "
            "Anda di buku jurnal.",
            "You state that this plan is fit to be the order. The step is on record in your name.",
        ),
        "own": ("Anda tidak dapat menyetujui rencana ini", "You can not approve this plan"),
        "own_text": (
            "Anda membuat, mengubah, atau memeriksanya. Orang kedua harus menyetujui.",
            "You made, changed or checked it. A second person has to approve.",
        ),
        "same_person": (
            "Tidak disetujui: Anda membuat, mengubah, atau memeriksa rencana ini. Minta orang lain "
            "yang berwenang menyetujuinya.",
            "Not approved: you made, changed or checked this plan. Ask somebody else who may.",
        ),
        "issue": ("Terbitkan", "Issue"),
        "issue_text": (
            "Rencana menjadi perintah yang berlaku dan tidak dapat diubah lagi.",
            "The plan becomes the order in force and can not be changed any more.",
        ),
        "issue_replaces": (
            "Rencana {number} yang sekarang berlaku digantikan.",
            "Plan {number}, in force now, is superseded.",
        ),
        "return": ("Kembalikan ke penyusun", "Send back to its editors"),
        "return_text": (
            "Rencana menjadi draf lagi; pemeriksaan dan persetujuannya gugur.",
            "The plan is a draft again; its check and approval are void.",
        ),
        "withdraw": ("Tarik rencana", "Withdraw the plan"),
        "withdraw_text": (
            "Rencana tidak dipakai lagi dan tidak dapat dihidupkan kembali. Riwayatnya tetap.",
            "The plan is no longer used and can not be revived. Its history stays.",
        ),
        "withdraw_issued": (
            "Rencana ini sedang berlaku: setelah ditarik tidak ada rencana yang berlaku.",
            "This plan is in force: once it is withdrawn, none is.",
        ),
        "revise": ("Ubah rencana terbit", "Change the issued plan"),
        "revise_text": (
            "Rencana terbit tetap seperti adanya. Dibuat draf baru yang sama isinya; draf itu yang "
            "diubah, diperiksa, disetujui, dan diterbitkan.",
            "The issued plan stays as it is. A new draft with the same content is made; that one "
            "is changed, checked, approved and issued.",
        ),
        "reason": ("Alasan", "Reason"),
        "reason_help": (
            "Wajib; tercatat dan tampil di riwayat.",
            "Required; on record and shown in the history.",
        ),
        "later_draft": (
            "Draf penggantinya: rencana {number}",
            "Draft to replace it: plan {number}",
        ),
        "replaced_by": ("Digantikan rencana {number}", "Superseded by plan {number}"),
        "withdrawn": ("Rencana ini ditarik", "This plan was withdrawn"),
        "withdrawn_text": (
            "Jangan dipakai. Lihat riwayat untuk alasannya.",
            "Do not use it. The history says why.",
        ),
        "based_on": ("Menggantikan", "Replaces"),
        "scenario": ("Skenario", "Scenario"),
        "data": ("Versi data", "Data version"),
        "edits": ("Perubahan dengan tangan", "Changes by hand"),
        "sha256": ("SHA-256 plan.json", "SHA-256 of plan.json"),
        "copy": ("Salin", "Copy"),
        "not_yet": ("belum diperiksa", "not checked yet"),
        "facts": ("Keterangan", "Facts"),
        "history": ("Riwayat", "History"),
        "history_none": ("Belum ada langkah.", "No steps yet."),
        "ledger": ("jurnal {position}", "ledger {position}"),
        "ledger_waits": ("jurnal: segera", "ledger: in a moment"),
        "erased": ("(data pribadi dihapus)", "(personal data erased)"),
        "tiers": ("Menurut tingkat kerawanan", "By tier"),
        "tier": ("Tingkat", "Tier"),
        "posts": ("Pos", "Posts"),
        "stations": ("TPS", "Stations"),
        "officers": ("Personel", "Officers"),
        "asked": ("Diperlukan", "Needed"),
        "below": ("TPS di bawah doktrin", "Stations below doctrine"),
        "event_finished": ("Dihitung dari skenario", "Made by a scenario"),
        "event_checked": ("Diperiksa", "Checked"),
        "event_returned": ("Dikembalikan ke penyusun", "Sent back to its editors"),
        "event_approved": ("Disetujui", "Approved"),
        "event_issued": ("Terbit", "Issued"),
        "event_withdrawn": ("Ditarik", "Withdrawn"),
        "event_revised": ("Draf dibuat dari rencana terbit", "Draft made from an issued plan"),
        "event_printed": ("Dicetak", "Printed"),
        "done_check": (
            "Rencana {number} diperiksa dan ditutup untuk perubahan.",
            "Plan {number} is checked and closed for changes.",
        ),
        "done_return": (
            "Rencana {number} dikembalikan dan menjadi draf lagi.",
            "Plan {number} was sent back and is a draft again.",
        ),
        "done_approve": ("Rencana {number} disetujui.", "Plan {number} is approved."),
        "done_issue": (
            "Rencana {number} terbit dan berlaku.",
            "Plan {number} is issued and in force.",
        ),
        "done_withdraw": ("Rencana {number} ditarik.", "Plan {number} is withdrawn."),
        "done_revise": (
            "Draf rencana {number} dibuat dari rencana {base}. Ubah lalu minta diperiksa.",
            "Draft plan {number} was made from plan {base}. Change it, then have it checked.",
        ),
        "conflict_changed": (
            "Rencana {number} berubah sejak Anda membukanya; tidak ada yang dilakukan. Lihat "
            "keadaannya sekarang, lalu ulangi.",
            "Plan {number} has changed since you opened it; nothing was done. Look at it as it is "
            "now, then try again.",
        ),
        "conflict_not_draft": (
            "Rencana {number} bukan draf lagi; mungkin orang lain lebih dulu.",
            "Plan {number} is no draft any more; somebody else may have been first.",
        ),
        "conflict_not_checked": (
            "Rencana {number} tidak sedang menunggu persetujuan; mungkin orang lain lebih dulu.",
            "Plan {number} does not wait for approval; somebody else may have been first.",
        ),
        "conflict_not_approved": (
            "Rencana {number} belum disetujui, atau sudah terbit.",
            "Plan {number} is not approved, or is issued already.",
        ),
        "conflict_not_waiting": (
            "Rencana {number} tidak sedang diperiksa atau disetujui; tidak ada yang dikembalikan.",
            "Plan {number} is neither checked nor approved; nothing was sent back.",
        ),
        "conflict_not_fixed": (
            "Rencana {number} belum terbit: ubah langsung.",
            "Plan {number} is not issued: change it directly.",
        ),
        "conflict_over": (
            "Rencana {number} sudah ditarik atau digantikan.",
            "Plan {number} is withdrawn or superseded already.",
        ),
        "conflict_no_reason": ("Tulis alasannya.", "Write the reason."),
        "conflict_damaged": (
            "Rencana {number} tidak dapat dibaca lagi. Minta admin memulihkan cadangan.",
            "Plan {number} can no longer be read. Ask the administrator to restore a backup.",
        ),
        "page_of": ("Halaman {page} dari {pages}", "Page {page} of {pages}"),
        "previous": ("Sebelumnya", "Previous"),
        "next_page": ("Berikutnya", "Next"),
    }
)
