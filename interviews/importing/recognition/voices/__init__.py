"""Who speaks, who asks, who is interviewed, and how names look."""
