"""The ornament around a certificate, drawn from simple geometry."""
