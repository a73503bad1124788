"""Who was there: marks per session, standing against the law's limits."""
