"""Static files, compressed and cut to what is used."""
