"""Files that leave compressed and cut to what is used."""
