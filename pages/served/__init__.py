"""What the server does around the pages, from link previews to limits. No Streamlit widgets."""
