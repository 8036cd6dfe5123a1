"""Make the judge again from labelled items; not part of what is installed."""
