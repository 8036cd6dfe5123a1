"""What decides: pure, in five stages; the order stands in `pipeline`."""
