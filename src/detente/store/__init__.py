"""One SQLite file: save, load, search, forget."""
