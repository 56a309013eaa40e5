"""What is counted without anybody being tracked: readings, and clicks on tickets, by day."""
