"""Work of more than a second: rows in a table, done by a worker, surviving `kill -9`."""
