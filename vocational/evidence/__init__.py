"""Missing or expiring evidence before classes start."""
