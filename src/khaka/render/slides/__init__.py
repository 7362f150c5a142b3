"""Slides: one message a slide, native charts and shapes that stay editable."""
