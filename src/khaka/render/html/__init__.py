"""The web page: one self-contained file a language. Templates hold the words' places, modules make the pieces."""
