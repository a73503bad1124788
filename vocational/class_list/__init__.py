"""The learners of a class: page, spreadsheet and printed list."""
