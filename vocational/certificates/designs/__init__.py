"""Designs of certificates: what they print, where, in which sizes, on which ornament."""
