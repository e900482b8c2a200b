"""Charts in stories, and the tables behind them: what a text asks for, and what a file of values holds."""
