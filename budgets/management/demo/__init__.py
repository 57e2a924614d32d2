"""Two invented districts, made from a seed and relative to today, so that every page has something true to say."""
