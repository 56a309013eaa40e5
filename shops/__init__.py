"""What ticket shops and programmes elsewhere say."""
