"""A paper of a committee (a report, minutes) as a PDF: plain parts in, pages out."""

from khaka.render.paper.paper import Line, Paper, Part, paper_json, set_pdf

__all__ = ["Line", "Paper", "Part", "paper_json", "set_pdf"]
