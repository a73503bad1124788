"""Places in a class: taken under a lock, numbered when the class opens, given up with a reason."""
