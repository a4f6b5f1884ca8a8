"""The desk: a record read, compared and searched in the browser."""
