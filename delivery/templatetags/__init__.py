"""Tags of templates about what is sent."""
