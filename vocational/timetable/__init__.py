"""Class sessions: scheduling, moving, making up, clashes."""
