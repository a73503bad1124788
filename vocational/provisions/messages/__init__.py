"""What figures of the law and refusals about them are called in words."""
