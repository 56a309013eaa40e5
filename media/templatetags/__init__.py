"""Template tags of images: pictures in all their sizes, and where they come from."""
