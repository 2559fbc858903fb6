"""What several charts share: colours, layout, axes and the drawn person."""
