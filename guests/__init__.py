"""The guest's room; invitations and their desk will live here."""
