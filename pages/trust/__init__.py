"""Pages that explain how pieces come about: transparency and corrections."""
