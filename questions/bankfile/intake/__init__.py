"""Files, folders, archives and uploads -> documents, read by whichever layout knows them.

``gathering`` is the way in; ``decoding`` and ``mending`` make text of bytes; ``limits`` says how much.
"""
