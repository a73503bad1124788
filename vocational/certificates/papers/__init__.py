"""Certificates, registry pages and hand-over lists as PDF."""
