"""The picture and the words of a link in a chat."""
