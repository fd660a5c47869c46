"""Documents in which editors keep questions -> the questions they hold, each with file and line.

``found`` is what a reader finds, ``recognising`` which layout reads a document, ``describing`` what is
said of it all. Each folder is a family of layouts, each layout a module that says how sure it is:
``pages``, ``numbered``, ``sectioned``, ``details``, ``unmarked`` for Markdown and text, ``data`` for fields.
``html`` makes Markdown of HTML; ``markdown_blocks`` and ``markdown_pieces`` parse documents of any length.

Plain Python, without Django. A layout states only what the document states: nothing is made up, and
what is missing stays missing.
"""
