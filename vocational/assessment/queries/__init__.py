"""Read marks, results and recognition decisions."""
