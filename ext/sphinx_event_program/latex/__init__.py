"""What is on paper: configuration of LaTeX, links and scripts in print, and sheets made of data alone."""
