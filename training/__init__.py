"""What made the weights in ``src/detente/models``: ``python -m training.attributions``."""
