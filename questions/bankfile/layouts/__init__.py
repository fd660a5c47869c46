"""Documents in which editors keep questions -> the questions they hold, each with file and line.

``found`` (what a reader finds) <- one module a layout (how sure it is, and its reader)
``mending`` (what copying broke, where that is certain) -> ``recognising`` (which layout reads a document)

Plain Python, without Django. A layout states only what the document states: nothing is made up, and
what is missing stays missing.
"""
