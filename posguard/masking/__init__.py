"""Masking of card numbers, ID numbers and security codes in text."""
