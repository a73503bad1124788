"""Pictures of the occupation groups, drawn by code: `python -m scripts.motifs`."""
