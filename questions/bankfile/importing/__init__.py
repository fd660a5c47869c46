"""What was found in documents -> the bank: drafted, previewed, confirmed by a person, undone.

``drafting`` (a found question -> an entry), ``likeness`` (likely duplicates), ``suggesting`` (key points
out of an answer) and ``found_json`` are plain Python; ``previewing``, ``confirming`` and ``undoing`` are
where they meet the database, in this order.
"""
