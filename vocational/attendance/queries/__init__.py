"""Read who is to be at a session, what was recorded, and how everyone stands."""
