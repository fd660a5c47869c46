"""Questions in sections with headings, a file each or several; front matter and comments."""
