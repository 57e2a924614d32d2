"""The pictures of the guides, made from the demo: `make pictures`."""
