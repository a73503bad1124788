"""Pages of the officers of communes and associations."""
