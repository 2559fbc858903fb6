"""Charts: results in, one Plotly figure out, one chart a file. No Streamlit."""
