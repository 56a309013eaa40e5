"""Kept pages in front of Django, the generation they belong to, and cache headers; knows no other room."""
