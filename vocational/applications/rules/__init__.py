"""When a class takes applications, consent, receipts, addresses on cards."""
