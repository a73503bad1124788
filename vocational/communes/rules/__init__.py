"""The columns of a list in a spreadsheet, and what a sheet holds."""
