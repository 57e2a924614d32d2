"""What `make bench` measures: ours beside a peer or a bare limit, in one run, as ratios."""
