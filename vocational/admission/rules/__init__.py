"""Who gets a place and in which order, until when an offered seat holds."""
