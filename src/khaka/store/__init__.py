"""The workspace's database: Django models, the one door ``act``, the event chain. Framework yes, pages no."""
