"""The same six sliders and chart in Dash, on the given port."""

import sys

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

NAMES = ("results", "cost", "downtime", "dark_marks", "complications", "pain")
ROWS = [f"Option {k}" for k in range(15)]

app = Dash(__name__)
app.layout = html.Div(
    [
        html.H1("One chart"),
        *(dcc.Slider(0, 10, 1, value=5, id=name, updatemode="mouseup") for name in NAMES),
        dcc.Graph(id="chart", config={"displayModeBar": False}),
    ]
)


@app.callback(Output("chart", "figure"), [Input(name, "value") for name in NAMES])
def draw(*values: int) -> go.Figure:
    figure = go.Figure(go.Bar(x=[k + sum(values) for k in range(15)], y=ROWS, orientation="h"))
    return figure.update_xaxes(title=f"cost {values[1]}", range=[0, 80])


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
