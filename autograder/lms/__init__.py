"""Whose file is it? One module a system; each recognises its download by the names in it."""
