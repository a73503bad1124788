"""The ornament of certificates, drawn by geometry of our own."""
