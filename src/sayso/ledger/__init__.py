"""Keeps articles, readings, links and judgements in one SQLite file, and searches them."""
