"""Tocsin: articles in, alerts out, once, with the words that made them ring."""
