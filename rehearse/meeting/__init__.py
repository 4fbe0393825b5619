"""The meeting: events, the fold over them, the ledger's rules and the clock. Pure: no input or output."""
