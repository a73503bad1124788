"""The papers of results, and how they write marks."""
