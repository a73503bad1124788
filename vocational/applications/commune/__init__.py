"""What communes and associations do: enter the applications they bring, singly or as a file."""
