"""How each family of builders writes the nodes; the only home of raw HTML and LaTeX."""
