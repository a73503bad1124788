"""Read, check and enter lists; submit, correct and withdraw applications."""
