"""Draft, approve and retire courses."""
