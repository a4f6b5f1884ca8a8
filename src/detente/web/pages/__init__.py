"""One module a page: what it shows, made from the store; templates say how it looks."""
