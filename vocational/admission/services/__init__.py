"""Rank, sign, offer seats, and let applicants withdraw."""
