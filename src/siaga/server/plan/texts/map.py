"""Sentences of the map desk."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Peta operasi", "Map of the operation"),
        "title_plan": ("Peta rencana {number}", "Map of plan {number}"),
        "table": ("Tabel", "Table"),
        "map": ("Peta", "Map"),
        "table_title": ("Daftar TPS", "Polling stations"),
        "export_csv": ("Unduh CSV", "Download CSV"),
        "which_plan": ("Rencana", "Plan"),
        "plan_name": ("Rencana {number}: {name}", "Plan {number}: {name}"),
        "show": ("Tampilkan", "Show"),
        "alt": (
            "Peta {stations} TPS menurut tingkat kerawanan di {region}. "
            "Isinya juga ada sebagai tabel.",
            "Map of {stations} polling stations by tier in {region}. Also there as a table.",
        ),
        "live": (
            "Peta. Panah menggeser, tambah dan kurang memperbesar dan memperkecil; "
            "TPS juga dapat dicari di kolom pencarian atau dibuka dari tabel.",
            "Map. Arrow keys pan, plus and minus zoom; stations can also be found by search "
            "or opened from the table.",
        ),
        "no_webgl": (
            "Peramban ini tidak dapat menggambar peta bergerak (WebGL tidak ada). "
            "Gambar peta, pencarian dan tabel tetap dapat dipakai.",
            "This browser can not draw the live map (no WebGL). "
            "The picture, the search and the table still work.",
        ),
        "no_data_title": ("Belum ada data operasi", "No data of the operation yet"),
        "no_data": (
            "Unggah tabel TPS, personel dan satuan; peta, kebutuhan dan rencana mengikutinya.",
            "Upload the tables of stations, officers and bases; map, requirement and plan follow.",
        ),
        "no_data_reader": (
            "Staf Bag Ops belum mengunggah tabel operasi.",
            "The planning staff have not uploaded the operation's tables yet.",
        ),
        "upload": ("Unggah data", "Upload data"),
        "no_plan_title": ("Belum ada rencana", "No plan yet"),
        "no_plan": (
            "Peta menunjukkan TPS dari data versi {number}. Susun skenario untuk melihat "
            "kerawanan, pos dan personel.",
            "The map shows the stations of data version {number}. Run a scenario to see tiers, "
            "posts and officers.",
        ),
        "no_plan_reader": (
            "Peta menunjukkan TPS dari data versi {number}. Rencana tampil di sini "
            "setelah diterbitkan.",
            "The map shows the stations of data version {number}. The plan appears here "
            "once it is issued.",
        ),
        "run": ("Susun skenario", "Run a scenario"),
        "search": ("Cari TPS, desa, pos atau NRP", "Find station, village, post or officer"),
        "search_button": ("Cari", "Find"),
        "hits_none": (
            "Tidak ada yang cocok dengan “{q}”. Coba sebagian nama desa atau nomor TPS.",
            "Nothing matches “{q}”. Try part of a village name or station id.",
        ),
        "hits_short": ("Tulis sedikitnya dua huruf.", "Write at least two letters."),
        "kind_station": ("TPS", "Station"),
        "kind_post": ("Pos", "Post"),
        "kind_officer": ("Personel", "Officer"),
        "panel": ("Yang dipilih", "What is chosen"),
        "panel_hint": (
            "Pilih TPS, pos atau satuan di peta, atau cari di atas.",
            "Choose a station, post or base on the map, or search above.",
        ),
        "panel_close": ("Kembali ke ringkasan", "Back to the summary"),
        "layers": ("Lapisan", "Layers"),
        "legend": ("Legenda", "Legend"),
        "layer_stations": ("TPS", "Stations"),
        "layer_posts": ("Pos dan anggotanya", "Posts and their stations"),
        "layer_bases": ("Satuan dan dermaga", "Bases and jetties"),
        "layer_lines": ("Penugasan satuan ke pos", "Assignment from base to post"),
        "layer_reserves": ("Regu reaksi cepat", "Quick-reaction teams"),
        "layer_reach": ("Jangkauan regu reaksi cepat", "Reach of quick-reaction teams"),
        "layer_villages": ("Batas desa", "Village borders"),
        "layer_names": ("Nama wilayah", "Names"),
        "layer_basemap": ("Peta dasar", "Basemap"),
        "legend_below": ("di bawah doktrin", "below doctrine"),
        "legend_station": ("TPS", "Station"),
        "legend_link": ("pangkal pos ke TPS", "hub of the post to station"),
        "legend_road": ("penugasan lewat darat", "assignment by road"),
        "legend_water": ("penugasan lewat air", "assignment by water"),
        "legend_police": ("satuan polisi", "police base"),
        "legend_jetty": ("dermaga", "jetty"),
        "legend_office": ("kantor penyelenggara, gudang", "election office, warehouse"),
        "legend_reserve": ("regu reaksi cepat menunggu", "quick-reaction team waits"),
        "legend_reached": ("terjangkau dalam waktu target", "reached within the target"),
        "legend_not_reached": ("di luar jangkauan", "out of reach"),
        "filter_all": ("Semua", "All"),
        "filter_district": ("Kecamatan", "District"),
        "filter_level": ("Keadaan", "State"),
        "filter_tier": ("Tingkat kerawanan", "Tier"),
        "filter_below": ("Di bawah doktrin", "Below doctrine"),
        "apply": ("Terapkan", "Apply"),
        "zoom_in": ("Perbesar", "Zoom in"),
        "zoom_out": ("Perkecil", "Zoom out"),
        "whole": ("Seluruh wilayah", "Whole area"),
        "stations": ("TPS", "Stations"),
        "voters": ("{n} pemilih", "{n} voters"),
        "posts": ("Pos", "Posts"),
        "officers": ("Personel di pos", "Officers at posts"),
        "gaps": ("{n} tempat belum terisi", "{n} places not filled"),
        "gaps_none": ("semua tempat terisi", "every place filled"),
        "below": ("Di bawah doktrin", "Below doctrine"),
        "count": ("{n} TPS", "{n} stations"),
        "pages": ("{first} sampai {last} dari {n} TPS", "{first} to {last} of {n} stations"),
        "pages_label": ("Halaman", "Pages"),
        "previous": ("Sebelumnya", "Previous"),
        "next": ("Berikutnya", "Next"),
        "none_match": ("Tidak ada TPS yang cocok", "No station matches"),
        "none_match_help": (
            "Longgarkan saringan, atau hapus semuanya.",
            "Loosen the filters, or clear them all.",
        ),
        "clear": ("Hapus saringan", "Clear filters"),
        "on_map": ("Lihat di peta", "Show on the map"),
        "base_officers": ("Personel satuan ini", "Officers of this unit"),
        "base_waiting": ("Menunggu di sini", "Waiting here"),
        "base_waiting_n": ("{n} personel regu reaksi cepat", "{n} officers of reaction teams"),
        "base_posts": ("Pos yang diisi dari sini", "Posts manned from here"),
        "base_officers_n": ("Personel", "Officers"),
        "base_minutes": ("Menit", "Minutes"),
        "base_posts_none": ("Tidak ada pos yang diisi dari sini.", "No post is manned from here."),
        "card_data": (
            "Dari data versi {number}. Tingkat kerawanan dan pos muncul setelah rencana disusun.",
            "From data version {number}. Tier and post appear once a plan is made.",
        ),
        "card_failed": (
            "Kartu tidak dapat dimuat. Periksa sambungan, lalu pilih lagi.",
            "The card could not be loaded. Check the connection, then choose again.",
        ),
        "data_failed": (
            "Data peta tidak dapat dimuat; yang tampak hanya gambarnya. Muat ulang halaman.",
            "The map's data could not be loaded; only the picture is shown. Reload the page.",
        ),
        "move_mode": ("Pindahkan TPS", "Move stations"),
        "move_hint": (
            "Seret TPS ke pos lain. Akibatnya ditunjukkan sebelum disimpan.",
            "Drag a station onto another post. You see the effect before it is saved.",
        ),
        "move_title": ("Pindahkan {station} ke pos {post}?", "Move {station} to post {post}?"),
        "move_save": ("Simpan perubahan", "Save the change"),
        "move_cancel": ("Jangan pindahkan", "Do not move"),
        "move_saved": ("{station} sekarang di pos {post}.", "{station} is now in post {post}."),
        "move_same": ("TPS ini sudah di pos itu.", "The station is in that post already."),
        "move_none": (
            "Tidak ada pos di tempat itu; TPS tetap di posnya.",
            "There is no post there; the station stays where it was.",
        ),
        "move_failed": (
            "Perubahan tidak dapat diperiksa. Muat ulang halaman, lalu coba lagi.",
            "The change could not be checked. Reload the page and try again.",
        ),
        "move_fine": ("Tidak ada pelanggaran doktrin.", "Nothing against doctrine."),
        "column_code": ("TPS", "Station"),
        "column_name": ("Nama", "Name"),
        "column_district": ("Kode kecamatan", "District code"),
        "column_district_name": ("Kecamatan", "District"),
        "column_village_name": ("Desa/kelurahan", "Village"),
        "column_lat": ("Lintang", "Latitude"),
        "column_lon": ("Bujur", "Longitude"),
        "column_post": ("Pos", "Post"),
        "column_level": ("Keadaan", "State"),
        "column_tier": ("Tingkat", "Tier"),
        "column_threat": ("Kerawanan", "Threat"),
        "column_reach": ("Keterjangkauan", "Reach"),
        "column_voters": ("Pemilih", "Voters"),
        "column_access": ("Jalan masuk", "Access"),
    }
)
