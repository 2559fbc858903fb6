"""Printing: plain data in, the bytes of a file out."""
