"""The workspace's pages and API: a thin door onto the store and the desk."""
