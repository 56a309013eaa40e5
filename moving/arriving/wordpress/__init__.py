"""What WordPress exports: WXR 1.0 to 1.2, and the markup in its texts."""
