"""The bank as files, one module a format. ``formats`` lists them.

A writer is a function of a bank that yields pieces of files, each with its file's name; the pieces
of one file follow one another. So a bank of any size is never in memory a second time.
"""
