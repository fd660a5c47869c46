"""A bank outside the database: brought in from whatever holds it, and taken out as files.

In: ``intake`` (files, archives, uploads -> documents) -> ``layouts`` (a document -> found questions)
-> ``importing`` (found questions -> drafted, previewed, confirmed, undone).
The bank's own fixtures also load without a preview: ``assembling`` <- ``parsing`` <- ``files``, then
``loading`` <- ``reporting``. Both ways write through ``comparing`` (banks) and ``storing`` (rows).
Out: ``fromdatabase`` -> ``writers``.

``datatypes`` is what all of them speak, ``records`` the same as plain values, ``checking`` the rules and
``validation`` the rules with what the models refuse, ``edits`` what people changed in admin.

Plain Python, without Django: what readers and checks need, which is all of ``intake`` and ``layouts``,
``checking``, ``comparing``, ``records`` and what drafts a question in ``importing``.
"""
