"""Trains the language model of Annals: one encoder, all heads, from data to `models/`."""
