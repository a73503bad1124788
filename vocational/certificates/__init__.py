"""Certificates: issue, numbers, print, verification, revocation."""
