"""The Django project: accounts, ledger store and one app per desk (DESIGN.md section 3)."""
