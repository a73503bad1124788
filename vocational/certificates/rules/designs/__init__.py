"""Designs of certificates: fields, sizes, wording, ornament."""
