"""The law as dated data: figures with their source, found for a day. Pure."""
