"""The staff's pages of the catalogue."""
