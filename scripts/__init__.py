"""What builds and checks the product; nothing here is part of it when it runs."""
