"""`python -m balance.demo`: the whole of Balance on one machine, with invented districts, until Ctrl-C."""
