"""The pages of officers of communes and associations."""
