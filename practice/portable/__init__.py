"""A candidate's practice outside the database: everything of one's own, to take along and bring back.

``collecting`` makes one plain dict of all of it, which the files are written from; ``reading``,
``checking`` and ``restoring`` bring such a dict back; ``erasing`` deletes what it came from.
docs/export-format.md describes the format.
"""
