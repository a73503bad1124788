"""What is done with accounts: one module for each thing a person comes to do."""
