"""The list to sign and stamp, and the spreadsheet to fill in."""
