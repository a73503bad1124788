"""Read places in classes and the people who hold them."""
