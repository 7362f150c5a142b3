"""Views, one file a subject; each registers its routes by itself."""
