"""Accounts of the newsroom: who may see and change which, and what is on record of them."""

from blog.admin.accounts import admin

__all__ = ["admin"]
