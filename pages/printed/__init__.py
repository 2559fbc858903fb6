"""What is printed: plain data in, the bytes of a file out."""
