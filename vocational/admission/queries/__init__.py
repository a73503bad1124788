"""Read rankings, offered seats, and how an institution admits."""
