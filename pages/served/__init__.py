"""What leaves the server beside the pages: compressed files and link previews. No Streamlit widgets."""
