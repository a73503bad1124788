"""Printed papers: fonts, QR codes, and the one door to PDF."""
