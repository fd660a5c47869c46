"""What the pages of an import in admin are made of: ``uploading`` (what an editor sends), ``sums`` (how many
of what), ``rows`` (the questions of a preview), ``results`` (what became of them). ``questions.import_admin``
holds the pages.
"""
