"""What other sites are told and shown of a page: Open Graph and share cards."""
