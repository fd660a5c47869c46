"""What a candidate's attempts add up to: one module a picture, each a frozen result and what reads it.

``charts`` turns numbers into coordinates and knows nothing of attempts. Each picture is read with one
query, aggregated in the database, and is bounded in what it shows, so that the page costs the same at
any number of attempts. Sealed attempts never count; the verdict that counts is the candidate's own
where they gave one.
"""
