"""Decide support, ask for exceptions, keep the once-only ledger."""
