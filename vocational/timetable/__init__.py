"""Class sessions: laying out, moving, making up, clashes."""
