"""What every package may use: text, dates, money, errors. No feature and no web."""
