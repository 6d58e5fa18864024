"""Operations, agencies, people, access and the ledger store."""
