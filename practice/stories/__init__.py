"""The story bank: writing a story down, beginning an answer with it, and seeing where stories are missing."""
