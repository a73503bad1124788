"""Read certificates, whom they may be given, and the book."""
