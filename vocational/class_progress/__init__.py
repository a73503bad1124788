"""How far a class is: its progress, next step, blockers, header and work list."""
