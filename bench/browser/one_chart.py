"""The baseline: a bare Streamlit page with six sliders and one Plotly chart."""

import plotly.graph_objects as go
import streamlit as st

names = ("results", "cost", "downtime", "dark_marks", "complications", "pain")
values = [st.slider(name, 0, 10, 5, key=name) for name in names]
rows = [f"Option {k}" for k in range(15)]
st.title("One chart")
figure = go.Figure(go.Bar(x=[k + sum(values) for k in range(15)], y=rows, orientation="h"))
figure.update_xaxes(title=f"cost {values[1]}", range=[0, 80])
st.plotly_chart(figure, key="chart")
