"""The menu, and the setup checklist of a new centre."""
