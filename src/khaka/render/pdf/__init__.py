"""The printed document: a Blueprint becomes data (JSON), and typst templates set it. Content is never markup."""
