"""A bank outside the database: read from files, checked, loaded.

``datatypes`` <- ``assembling`` <- ``parsing`` (Django's YAML fixtures) <- ``files`` (paths -> bank)
``checking`` (the rules) <- ``validation`` (the rules, and what the models refuse)
``comparing`` (banks), ``fromdatabase``, ``edits``, ``storing`` <- ``loading`` <- ``reporting``

Plain Python, without Django: what readers and checks need, which is all up to ``checking`` and
``comparing``. A reader of another layout ends in ``assembling``, and the rest works as it is.
"""
